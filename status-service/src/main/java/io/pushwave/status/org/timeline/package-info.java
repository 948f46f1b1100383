/** The messages about one org, as people read them one after the other. */
@NullMarked
package io.pushwave.status.org.timeline;

import org.jspecify.annotations.NullMarked;
