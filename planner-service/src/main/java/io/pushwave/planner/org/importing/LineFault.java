package io.pushwave.planner.org.importing;

import io.pushwave.planner.TextLimits.Fault;

/**
 * What is wrong with a line of an import.
 *
 * @param line counts from 1, as editors count them; where a line of a table goes over several lines of the file, the first of them
 */
public record LineFault(int line, Fault fault) {}
