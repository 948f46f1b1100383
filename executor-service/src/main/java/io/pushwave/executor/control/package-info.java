/** The brake: what campaigns may do, and what holds when that cannot be read; plain Java. */
@NullMarked
package io.pushwave.executor.control;

import org.jspecify.annotations.NullMarked;
