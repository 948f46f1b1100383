/** Holds {@code deploy/} against the services that it deploys. */
@NullMarked
package io.pushwave.platform.deploy;

import org.jspecify.annotations.NullMarked;
