@NullMarked
package io.pushwave.executor.result;

import org.jspecify.annotations.NullMarked;
