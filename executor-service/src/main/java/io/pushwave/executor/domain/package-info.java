/** What is decided, as pure functions of values: no framework, no clock, no I/O. */
@NullMarked
package io.pushwave.executor.domain;

import org.jspecify.annotations.NullMarked;
