@NullMarked
package io.pushwave.executor.packaging;

import org.jspecify.annotations.NullMarked;
