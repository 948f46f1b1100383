package io.pushwave.planner.org.importing.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.planner.org.importing.ImportLines;
import io.pushwave.planner.org.rest.BrokenRuleException;
import java.util.List;

/**
 * What the lines of an import say.
 *
 * @param <C> what a line wants of an org
 */
interface LineFormat<C> {
    /**
     * Takes the head of a table.
     *
     * @throws BrokenRuleException if nobody knows what a column means
     */
    void head(List<String> columns) throws BrokenRuleException;

    /**
     * Reads a line of the table.
     *
     * @param cells as many as the head has columns
     * @throws BrokenRuleException if a cell breaks a rule
     */
    void row(int line, List<String> cells, ImportLines<C> into) throws BrokenRuleException;

    /**
     * Reads an object.
     *
     * @throws BrokenRuleException if a member breaks a rule
     */
    void object(int line, JsonNode object, ImportLines<C> into) throws BrokenRuleException;
}
