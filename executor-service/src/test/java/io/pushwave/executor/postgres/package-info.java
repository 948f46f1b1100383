@NullMarked
package io.pushwave.executor.postgres;

import org.jspecify.annotations.NullMarked;
