/** Settings for the services that were made beside the launcher, and which of them it replaces. */
@NullMarked
package io.pushwave.platform.overrides;

import org.jspecify.annotations.NullMarked;
