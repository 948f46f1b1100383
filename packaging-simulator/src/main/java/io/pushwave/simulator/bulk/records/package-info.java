/** The records of bulk jobs: what they are, what they are written in, and what became of them. */
@NullMarked
package io.pushwave.simulator.bulk.records;

import org.jspecify.annotations.NullMarked;
