/** This instance's part of the calls. */
@NullMarked
package io.pushwave.executor.budget.work;

import org.jspecify.annotations.NullMarked;
