/** Tests of outbox, inbox, dead letters and the background work. */
@NullMarked
package io.pushwave.messaging;

import org.jspecify.annotations.NullMarked;
