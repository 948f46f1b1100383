/** Tests of the status service, and the fixtures that they share. */
@NullMarked
package io.pushwave.status;

import org.jspecify.annotations.NullMarked;
