/** Requests that cannot be served, answered in one way by every service. */
@NullMarked
package io.pushwave.http;

import org.jspecify.annotations.NullMarked;
