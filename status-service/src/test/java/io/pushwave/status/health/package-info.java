@NullMarked
package io.pushwave.status.health;

import org.jspecify.annotations.NullMarked;
