/** The launcher: the whole platform on one machine. */
@NullMarked
package io.pushwave.platform;

import org.jspecify.annotations.NullMarked;
