/** Up to when this instance has read the controls. */
@NullMarked
package io.pushwave.executor.control.work;

import org.jspecify.annotations.NullMarked;
