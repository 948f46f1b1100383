@NullMarked
package io.pushwave.status.org;

import org.jspecify.annotations.NullMarked;
