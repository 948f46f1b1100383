/** Logins, sessions, and who somebody is. */
@NullMarked
package io.pushwave.simulator.http.oauth;

import org.jspecify.annotations.NullMarked;
