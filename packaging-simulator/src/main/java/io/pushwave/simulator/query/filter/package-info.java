/** Which rows a condition lets through, and which of them need not be looked at. */
@NullMarked
package io.pushwave.simulator.query.filter;

import org.jspecify.annotations.NullMarked;
