/** What the benchmarks of the packaged services have in common. */
@NullMarked
package io.pushwave.platform.bench;

import org.jspecify.annotations.NullMarked;
