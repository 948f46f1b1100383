@NullMarked
package io.pushwave.executor.following;

import org.jspecify.annotations.NullMarked;
