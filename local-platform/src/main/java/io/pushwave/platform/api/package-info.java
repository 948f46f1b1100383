/** The HTTP interfaces of the services and the simulator, as far as the launcher reads them. */
@NullMarked
package io.pushwave.platform.api;

import org.jspecify.annotations.NullMarked;
