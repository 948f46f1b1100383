/** The orgs' rows and their counters: folded in batches, read in pages. */
@NullMarked
package io.pushwave.status.org.postgres;

import org.jspecify.annotations.NullMarked;
