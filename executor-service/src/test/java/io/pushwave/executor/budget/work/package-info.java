@NullMarked
package io.pushwave.executor.budget.work;

import org.jspecify.annotations.NullMarked;
