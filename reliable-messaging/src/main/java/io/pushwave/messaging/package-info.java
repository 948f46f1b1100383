/**
 * What the services share to exchange messages without losing, inventing or reordering any: outbox, inbox, dead letters, and
 * the background work that keeps schema and topics in place.
 */
@NullMarked
package io.pushwave.messaging;

import org.jspecify.annotations.NullMarked;
