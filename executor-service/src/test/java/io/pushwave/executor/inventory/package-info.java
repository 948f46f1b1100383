@NullMarked
package io.pushwave.executor.inventory;

import org.jspecify.annotations.NullMarked;
