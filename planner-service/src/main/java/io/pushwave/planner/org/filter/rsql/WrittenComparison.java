package io.pushwave.planner.org.filter.rsql;

import java.util.List;

/** A comparison as it is written, with the places of its parts. */
record WrittenComparison(Token field, Token operator, List<Token> values) {}
