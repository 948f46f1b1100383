/** One campaign from the release event to its end, shown while it runs. */
@NullMarked
package io.pushwave.platform.demo;

import org.jspecify.annotations.NullMarked;
