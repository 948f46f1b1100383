@NullMarked
package io.pushwave.status.postgres;

import org.jspecify.annotations.NullMarked;
