/** What people and probes may ask over HTTP. */
@NullMarked
package io.pushwave.executor.rest;

import org.jspecify.annotations.NullMarked;
