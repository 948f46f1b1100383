/** The query API and the live stream. */
@NullMarked
package io.pushwave.status.rest;

import org.jspecify.annotations.NullMarked;
