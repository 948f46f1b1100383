/** The processes that make up the platform on one machine, and what each is told. */
@NullMarked
package io.pushwave.platform.local;

import org.jspecify.annotations.NullMarked;
