@NullMarked
package io.pushwave.executor.control;

import org.jspecify.annotations.NullMarked;
