@NullMarked
package io.pushwave.executor.org.postgres;

import org.jspecify.annotations.NullMarked;
