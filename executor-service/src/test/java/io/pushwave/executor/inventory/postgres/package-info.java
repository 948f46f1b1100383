@NullMarked
package io.pushwave.executor.inventory.postgres;

import org.jspecify.annotations.NullMarked;
