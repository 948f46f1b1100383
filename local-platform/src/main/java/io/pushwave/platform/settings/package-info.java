/** What kind of platform is wanted: its parts, their addresses, where they lie. */
@NullMarked
package io.pushwave.platform.settings;

import org.jspecify.annotations.NullMarked;
