package io.pushwave.simulator.query;

import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.soql.SoqlException;
import io.pushwave.simulator.soql.parser.SoqlParser;

/** Binds queries to the schema, refusing what Salesforce refuses before any row is read. */
public final class QueryCompiler {
    private final Schema schema;

    public QueryCompiler(Schema schema) {
        this.schema = schema;
    }

    /**
     * Parses and binds a query. Date literals and semi-joins are reckoned here and now, so the answer is to be run at once.
     *
     * @throws SoqlException in Salesforce's words
     */
    public CompiledQuery compile(String soql) {
        try {
            return Binding.topLevel(schema, schema.now(), SoqlParser.parse(soql))
                    .compile();
        } catch (SoqlException refused) {
            throw refused.shownIn(soql);
        }
    }
}
