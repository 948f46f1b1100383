/** What customers do by themselves. */
@NullMarked
package io.pushwave.simulator.domain.customers;

import org.jspecify.annotations.NullMarked;
