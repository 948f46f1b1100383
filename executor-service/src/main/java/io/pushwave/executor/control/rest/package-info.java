/** Controls that could not be read, over HTTP. */
@NullMarked
package io.pushwave.executor.control.rest;

import org.jspecify.annotations.NullMarked;
