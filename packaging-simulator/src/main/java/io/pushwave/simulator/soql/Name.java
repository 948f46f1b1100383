package io.pushwave.simulator.soql;

/**
 * A name or path as written.
 *
 * @param at position in the query, from 0
 */
public record Name(String text, int at) {}
