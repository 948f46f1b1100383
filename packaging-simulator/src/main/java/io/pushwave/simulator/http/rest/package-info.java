/** The REST API for queries, single records, and what there is. */
@NullMarked
package io.pushwave.simulator.http.rest;

import org.jspecify.annotations.NullMarked;
