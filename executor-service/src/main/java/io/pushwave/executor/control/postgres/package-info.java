/** The newest control of each campaign, and those that could not be read. */
@NullMarked
package io.pushwave.executor.control.postgres;

import org.jspecify.annotations.NullMarked;
