@NullMarked
package io.pushwave.executor.budget;

import org.jspecify.annotations.NullMarked;
