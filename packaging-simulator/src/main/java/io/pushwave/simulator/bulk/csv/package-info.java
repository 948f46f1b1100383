/** Uploaded files of comma-separated values. */
@NullMarked
package io.pushwave.simulator.bulk.csv;

import org.jspecify.annotations.NullMarked;
