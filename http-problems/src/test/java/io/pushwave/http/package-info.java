/** The module's own service, and the malformed requests that it gets. */
@NullMarked
package io.pushwave.http;

import org.jspecify.annotations.NullMarked;
