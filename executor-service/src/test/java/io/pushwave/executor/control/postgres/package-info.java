@NullMarked
package io.pushwave.executor.control.postgres;

import org.jspecify.annotations.NullMarked;
