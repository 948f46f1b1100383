@NullMarked
package io.pushwave.platform.bench.executor;

import org.jspecify.annotations.NullMarked;
