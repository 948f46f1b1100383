@NullMarked
package io.pushwave.executor.org;

import org.jspecify.annotations.NullMarked;
