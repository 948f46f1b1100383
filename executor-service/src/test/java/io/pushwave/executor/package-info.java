@NullMarked
package io.pushwave.executor;

import org.jspecify.annotations.NullMarked;
