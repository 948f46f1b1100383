/** Following active push requests to the ends of their jobs. */
@NullMarked
package io.pushwave.executor.following.work;

import org.jspecify.annotations.NullMarked;
