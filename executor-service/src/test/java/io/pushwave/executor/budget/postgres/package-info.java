@NullMarked
package io.pushwave.executor.budget.postgres;

import org.jspecify.annotations.NullMarked;
