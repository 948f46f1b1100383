@NullMarked
package io.pushwave.executor.pushing;

import org.jspecify.annotations.NullMarked;
