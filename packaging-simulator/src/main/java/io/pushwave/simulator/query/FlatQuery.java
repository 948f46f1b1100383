package io.pushwave.simulator.query;

import io.pushwave.simulator.domain.columns.Rows;
import io.pushwave.simulator.query.filter.FieldPath;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.soql.Name;
import io.pushwave.simulator.soql.Selection;
import io.pushwave.simulator.soql.SoqlException;
import io.pushwave.simulator.soql.SoqlQuery;
import io.pushwave.simulator.soql.parser.SoqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A query for a table of values: its columns are paths, in the order in which they were asked for. */
public final class FlatQuery {
    private final Schema schema;
    private final String soql;
    private final SObjectTable table;
    private final List<FieldPath> columns;

    private FlatQuery(Schema schema, String soql, SObjectTable table, List<FieldPath> columns) {
        this.schema = schema;
        this.soql = soql;
        this.table = table;
        this.columns = columns;
    }

    /** What the Bulk API 2.0 guide excludes of the queries that can be parsed here. */
    public enum Unsupported {
        CHILDREN,
        GROUP_BY,
        AGGREGATES,
        OFFSET
    }

    /**
     * What a query has that no table can show; empty if there is nothing.
     *
     * @throws SoqlException if the text is no query
     */
    public static Optional<Unsupported> unsupported(String soql) {
        var query = parse(soql);
        var selections = query.selections();
        if (selections.stream().anyMatch(Selection.Children.class::isInstance)) {
            return Optional.of(Unsupported.CHILDREN);
        }
        if (!query.groupBy().isEmpty()) {
            return Optional.of(Unsupported.GROUP_BY);
        }
        if (selections.stream().anyMatch(Selection.Computed.class::isInstance)) {
            return Optional.of(Unsupported.AGGREGATES);
        }
        return query.offset().isPresent() ? Optional.of(Unsupported.OFFSET) : Optional.empty();
    }

    private static SoqlQuery parse(String soql) {
        try {
            return SoqlParser.parse(soql);
        } catch (SoqlException refused) {
            throw refused.shownIn(soql);
        }
    }

    /**
     * Binds a query that has nothing unsupported.
     *
     * @throws SoqlException in Salesforce's words
     */
    public static FlatQuery compile(Schema schema, String soql) {
        var query = parse(soql);
        var table = new QueryCompiler(schema).compile(soql).table();
        var columns = new ArrayList<FieldPath>();
        for (var selection : query.selections()) {
            switch (selection) {
                case Selection.Field(var path, var _) -> columns.add(resolve(schema, table, query, path));
                case Selection.Rendered(var rendering, var path, var alias) -> {
                    var resolved = resolve(schema, table, query, path);
                    var name = alias.map(Name::text).orElse(resolved.field().name());
                    columns.add(resolved.showing(Renderings.of(resolved, rendering, name)));
                }
                case Selection.AllFields(var _, int at) -> {
                    for (var field : table.fields()) {
                        columns.add(resolve(schema, table, query, new Name(field.name(), at)));
                    }
                }
                case Selection.Computed _, Selection.Children _ ->
                    throw new IllegalArgumentException("no table can show " + soql);
            }
        }
        return new FlatQuery(schema, soql, table, List.copyOf(columns));
    }

    private static FieldPath resolve(Schema schema, SObjectTable table, SoqlQuery query, Name path) {
        return FieldPath.resolve(
                schema, table, query.fromAlias().map(Name::text).orElse(""), path);
    }

    public SObjectTable table() {
        return table;
    }

    /** Paths as the schema spells them. */
    public List<String> columns() {
        return columns.stream().map(FieldPath::text).toList();
    }

    /** Finds the rows as they are now; date literals and semi-joins mean what they mean now. */
    public Rows rows() {
        return new QueryCompiler(schema).compile(soql).rows();
    }

    /** The value of a column, counted from 0, as it is now. */
    public @Nullable Object value(int column, int row) {
        return columns.get(column).read(row);
    }
}
