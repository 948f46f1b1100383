/** The jobs of Bulk API 2.0, which have one file or one query each. */
@NullMarked
package io.pushwave.simulator.bulk.jobs;

import org.jspecify.annotations.NullMarked;
