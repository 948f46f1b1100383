/** What Bulk API 1.0 writes in XML and JSON: jobs, batches, records, results, and refusals. */
@NullMarked
package io.pushwave.simulator.async;

import org.jspecify.annotations.NullMarked;
