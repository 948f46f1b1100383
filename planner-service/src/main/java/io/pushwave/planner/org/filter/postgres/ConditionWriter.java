package io.pushwave.planner.org.filter.postgres;

import io.pushwave.database.Columns;
import io.pushwave.planner.org.KnownVersions;
import io.pushwave.planner.org.KnownVersions.KnownVersion;
import io.pushwave.planner.org.filter.AsciiCase;
import io.pushwave.planner.org.filter.FilterOperator;
import io.pushwave.planner.org.filter.FilterValue;
import io.pushwave.planner.org.filter.OrgAttribute.Fixed;
import io.pushwave.planner.org.filter.OrgAttribute.Label;
import io.pushwave.planner.org.filter.OrgFilter;
import io.pushwave.planner.org.filter.OrgFilter.And;
import io.pushwave.planner.org.filter.OrgFilter.Comparison;
import io.pushwave.planner.org.filter.OrgFilter.Or;
import io.pushwave.planner.org.filter.TextPattern;
import io.pushwave.planner.org.filter.VersionConditions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;

/** Writes the condition of one statement, and keeps what it will be given. */
final class ConditionWriter {
    private final KnownVersions versions;
    private final Map<String, Argument> parameters = new HashMap<>();
    private boolean asksForParent;

    ConditionWriter(KnownVersions versions) {
        this.versions = versions;
    }

    Map<String, Argument> parameters() {
        return parameters;
    }

    /** Whether the condition names a column of the parent. */
    boolean asksForParent() {
        return asksForParent;
    }

    String condition(OrgFilter filter) {
        return switch (filter) {
            case And(var parts) -> joined(parts, " and ");
            case Or(var parts) -> joined(parts, " or ");
            case Comparison comparison -> {
                // What is null is a value that the org lacks.
                var positive = comparison.field().mayBeLacking()
                        ? "coalesce(" + positive(comparison) + ", false)"
                        : positive(comparison);
                yield comparison.isNegated() ? "not (" + positive + ")" : positive;
            }
        };
    }

    private String joined(List<OrgFilter> parts, String word) {
        return parts.stream().map(this::condition).collect(Collectors.joining(word, "(", ")"));
    }

    private String positive(Comparison comparison) {
        var attribute = comparison.field().attribute();
        if (comparison.operator() == FilterOperator.EXISTS
                && attribute != Fixed.INSTALLED_VERSION
                && attribute != Fixed.DAYS_BEHIND) {
            return operand(comparison) + " is not null";
        }
        return switch (attribute) {
            case Fixed.ORG_KEY ->
                isOneOf(
                        operand(comparison),
                        Columns.texts(comparison.values(FilterValue.Key.class), FilterValue.Key::text));
            case Fixed.NAME, Fixed.TYPE, Fixed.STATUS, Fixed.INSTANCE -> text(comparison);
            case Label _ -> text(comparison);
            case Fixed.INSTALLED_VERSION -> {
                var condition = VersionConditions.ofNumber(comparison);
                yield installed(comparison, version -> condition.test(version.number()));
            }
            case Fixed.DAYS_BEHIND -> {
                var condition = VersionConditions.ofDays(comparison);
                yield installed(comparison, version -> condition.test(version.daysBehind()));
            }
            case Fixed.PUSH_BLOCKED ->
                isOneOf(
                        operand(comparison),
                        Columns.booleans(comparison.values(FilterValue.Flag.class), FilterValue.Flag::set));
        };
    }

    /** The column, or the label. */
    private String operand(Comparison comparison) {
        var field = comparison.field();
        if (field.ofParent() && field.attribute() == Fixed.ORG_KEY) {
            // Known of orgs whose parent the register does not have.
            return "o.parent_org";
        }
        asksForParent |= field.ofParent();
        var org = field.ofParent() ? "p." : "o.";
        return switch (field.attribute()) {
            case Fixed.ORG_KEY -> org + "org_key";
            case Fixed.NAME -> org + "name";
            case Fixed.TYPE -> org + "type";
            case Fixed.STATUS -> org + "status";
            case Fixed.INSTANCE -> org + "instance";
            case Fixed.INSTALLED_VERSION, Fixed.DAYS_BEHIND -> org + "installed_version";
            case Fixed.PUSH_BLOCKED -> org + "push_blocked";
            case Label(var name) -> "(" + org + "labels ->> cast(" + parameter(text(name)) + " as text))";
        };
    }

    private String text(Comparison comparison) {
        var folded = "lower(" + operand(comparison) + " collate \"C\")";
        var given = comparison.values(FilterValue.Text.class);
        if (comparison.operator().hasWildcards()) {
            var pattern = TextPattern.of(given.getFirst().text());
            if (pattern.pieces().size() > 1) {
                return folded + " like " + parameter(text(like(pattern)));
            }
        }
        return isOneOf(folded, Columns.texts(given, value -> AsciiCase.folded(value.text())));
    }

    private static String like(TextPattern pattern) {
        return pattern.pieces().stream()
                .map(piece -> piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"))
                .collect(Collectors.joining("%"));
    }

    private String installed(Comparison comparison, Predicate<KnownVersion> condition) {
        return isOneOf(operand(comparison), Columns.texts(versions.keys(condition)));
    }

    private String isOneOf(String operand, Argument values) {
        return operand + " = any(" + parameter(values) + ")";
    }

    private static Argument text(String value) {
        return (position, statement, _) -> statement.setString(position, value);
    }

    private String parameter(Argument argument) {
        var name = "filter" + parameters.size();
        parameters.put(name, argument);
        return ":" + name;
    }
}
