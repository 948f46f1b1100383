@NullMarked
package io.pushwave.platform.bench.endtoend;

import org.jspecify.annotations.NullMarked;
