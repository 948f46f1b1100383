/** The account of API calls and the slots for calls at once, of all instances together. */
@NullMarked
package io.pushwave.executor.budget.postgres;

import org.jspecify.annotations.NullMarked;
