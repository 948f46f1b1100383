/** Malformed requests for every endpoint of a service, and what an answer to one may not be. */
@NullMarked
package io.pushwave.http.doors;

import org.jspecify.annotations.NullMarked;
