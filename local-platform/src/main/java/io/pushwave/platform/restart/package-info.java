/** When a part that ended by itself is started again. */
@NullMarked
package io.pushwave.platform.restart;

import org.jspecify.annotations.NullMarked;
