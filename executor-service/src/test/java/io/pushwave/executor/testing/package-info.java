@NullMarked
package io.pushwave.executor.testing;

import org.jspecify.annotations.NullMarked;
