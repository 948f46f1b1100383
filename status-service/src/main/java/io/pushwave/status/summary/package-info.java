/** Campaigns put together with their counters: once for a request, again and again for those who watch. */
@NullMarked
package io.pushwave.status.summary;

import org.jspecify.annotations.NullMarked;
