@NullMarked
package io.pushwave.status.release;

import org.jspecify.annotations.NullMarked;
