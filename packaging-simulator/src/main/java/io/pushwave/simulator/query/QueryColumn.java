package io.pushwave.simulator.query;

import io.pushwave.simulator.query.filter.FieldPath;
import io.pushwave.simulator.query.objects.FieldDefinition;
import io.pushwave.simulator.query.objects.FieldType;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Trait;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column of what a query shows, as {@code columns=true} tells. The members are those that the tests of the sf CLI's data
 * plugin show.
 *
 * @param columnName the name that results have
 * @param displayName the same, or the function of an aggregate
 * @param aggregate also of a sub-select
 * @param type empty for what is no plain field
 * @param foreignKeyName the field that leads to a parent
 * @param joinColumns of a parent or a sub-select
 */
public record QueryColumn(
        String columnName,
        String displayName,
        boolean aggregate,
        Optional<FieldType> type,
        @Nullable String foreignKeyName,
        boolean insertable,
        boolean updatable,
        List<QueryColumn> joinColumns) {

    /** The columns of a query, in order. */
    public static List<QueryColumn> of(CompiledQuery query) {
        return switch (query.shape()) {
            case CompiledQuery.Shape.CountOnly _ -> List.of();
            case CompiledQuery.Shape.Plain(var projection) -> of(projection);
            case CompiledQuery.Shape.Grouped(var aggregation) ->
                aggregation.items().stream().map(item -> of(aggregation, item)).toList();
        };
    }

    private static List<QueryColumn> of(Projection projection) {
        return projection.nodes().stream()
                .map(node -> switch (node) {
                    case Projection.Column(var name, var field) -> field(name, field);
                    case Projection.ParentRecord(var name, var parent, var below) ->
                        joined(name, false, foreignKey(projection.table(), parent), of(below));
                    case Projection.ChildRecords(var name, var inner) -> joined(name, true, null, of(inner));
                })
                .toList();
    }

    private static QueryColumn of(Aggregation aggregation, Aggregation.Item item) {
        int grouped = aggregation.groupBy().size();
        if (item.position() < grouped) {
            return field(item.name(), aggregation.groupBy().get(item.position()).field());
        }
        var computed = aggregation.functions().get(item.position() - grouped);
        var path = computed.path();
        var shown = computed.function().name().toLowerCase(Locale.ROOT) + "("
                + path.map(FieldPath::text).orElse("") + ")";
        var type = switch (computed.function()) {
            case COUNT, COUNT_DISTINCT, SUM, AVG -> FieldType.INT;
            case MIN, MAX -> path.map(of -> of.field().type()).orElse(FieldType.INT);
        };
        return new QueryColumn(item.name(), shown, true, Optional.of(type), null, false, false, List.of());
    }

    private static QueryColumn field(String name, FieldDefinition field) {
        return new QueryColumn(
                name,
                name,
                false,
                Optional.of(field.type()),
                null,
                field.is(Trait.CREATEABLE),
                field.is(Trait.UPDATEABLE),
                List.of());
    }

    private static QueryColumn joined(
            String name, boolean children, @Nullable String foreignKey, List<QueryColumn> columns) {
        return new QueryColumn(name, name, children, Optional.empty(), foreignKey, false, false, columns);
    }

    private static @Nullable String foreignKey(SObjectTable table, FieldDefinition.Parent parent) {
        for (var field : table.fields()) {
            if (parent.equals(field.parent())) {
                return field.name();
            }
        }
        return null;
    }

    /** Whether it has values of a type. */
    public boolean holds(FieldType which) {
        return type.isPresent() && type.get() == which;
    }

    /** The type in Apex, {@code null} for aggregates and for what is no plain field. */
    public @Nullable String apexType() {
        if (aggregate || type.isEmpty()) {
            return null;
        }
        return switch (type.get()) {
            case ID, REFERENCE -> "Id";
            case STRING, PICKLIST -> "String";
            case DATE_TIME -> "Datetime";
            case INT -> "Integer";
            case BOOLEAN -> "Boolean";
        };
    }
}
