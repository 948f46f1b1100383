package io.pushwave.planner.org.filter;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.OrgFacts;
import io.pushwave.planner.org.filter.OrgAttribute.Fixed;
import io.pushwave.planner.org.filter.OrgAttribute.Label;
import io.pushwave.planner.org.filter.OrgFilter.And;
import io.pushwave.planner.org.filter.OrgFilter.Comparison;
import io.pushwave.planner.org.filter.OrgFilter.Or;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A filter made ready for many orgs: what depends on its text alone is worked out once. It may be shared between threads. */
public final class OrgMatcher {
    private final Predicate<OrgFacts> condition;

    private OrgMatcher(Predicate<OrgFacts> condition) {
        this.condition = condition;
    }

    public static OrgMatcher of(OrgFilter filter) {
        return new OrgMatcher(condition(filter));
    }

    /** Whether an org fulfils the filter. */
    public boolean matches(OrgFacts facts) {
        return condition.test(facts);
    }

    private static Predicate<OrgFacts> condition(OrgFilter filter) {
        return switch (filter) {
            case And(var parts) -> all(conditions(parts));
            case Or(var parts) -> any(conditions(parts));
            case Comparison comparison ->
                comparison.isNegated() ? positive(comparison).negate() : positive(comparison);
        };
    }

    private static List<Predicate<OrgFacts>> conditions(List<OrgFilter> parts) {
        return parts.stream().map(OrgMatcher::condition).toList();
    }

    private static Predicate<OrgFacts> all(List<Predicate<OrgFacts>> conditions) {
        return facts -> {
            for (var condition : conditions) {
                if (!condition.test(facts)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Predicate<OrgFacts> any(List<Predicate<OrgFacts>> conditions) {
        return facts -> {
            for (var condition : conditions) {
                if (condition.test(facts)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** What is false of a value that the org lacks. */
    private static Predicate<OrgFacts> positive(Comparison comparison) {
        var field = comparison.field();
        if (!field.ofParent()) {
            return ofOrg(comparison);
        }
        if (field.attribute() == Fixed.ORG_KEY) {
            var condition = key(comparison);
            return facts -> facts.org().parent().filter(condition).isPresent();
        }
        var ofParent = ofOrg(comparison);
        return facts -> facts.parent().filter(ofParent).isPresent();
    }

    private static Predicate<OrgFacts> ofOrg(Comparison comparison) {
        return switch (comparison.field().attribute()) {
            case Fixed.ORG_KEY -> {
                var condition = key(comparison);
                yield facts -> condition.test(facts.org().orgKey());
            }
            case Fixed.NAME -> text(comparison, facts -> facts.org().name());
            case Fixed.TYPE -> text(comparison, facts -> facts.org().type());
            case Fixed.STATUS -> text(comparison, facts -> facts.org().status());
            case Fixed.INSTANCE -> text(comparison, facts -> facts.org().instance());
            case Label(var name) ->
                text(comparison, facts -> facts.org().labels().get(name));
            case Fixed.INSTALLED_VERSION -> {
                var condition = VersionConditions.ofNumber(comparison);
                yield facts -> facts.installedNumber().filter(condition).isPresent();
            }
            case Fixed.DAYS_BEHIND -> {
                var condition = VersionConditions.ofDays(comparison);
                yield facts -> facts.daysBehind().isPresent()
                        && condition.test(facts.daysBehind().getAsInt());
            }
            case Fixed.PUSH_BLOCKED -> {
                var condition = flag(comparison);
                yield facts -> condition.test(facts.org().pushBlocked());
            }
        };
    }

    private static Predicate<OrgKey> key(Comparison comparison) {
        if (comparison.operator() == FilterOperator.EXISTS) {
            return _ -> true;
        }
        return comparison.values(FilterValue.Key.class).stream()
                .map(FilterValue.Key::key)
                .collect(Collectors.toUnmodifiableSet())::contains;
    }

    private static Predicate<Boolean> flag(Comparison comparison) {
        if (comparison.operator() == FilterOperator.EXISTS) {
            return _ -> true;
        }
        return comparison.values(FilterValue.Flag.class).stream()
                .map(FilterValue.Flag::set)
                .collect(Collectors.toUnmodifiableSet())::contains;
    }

    private static Predicate<OrgFacts> text(Comparison comparison, Function<OrgFacts, @Nullable String> of) {
        var condition = text(comparison);
        return facts -> {
            var text = of.apply(facts);
            return text != null && condition.test(text);
        };
    }

    private static Predicate<String> text(Comparison comparison) {
        if (comparison.operator() == FilterOperator.EXISTS) {
            return _ -> true;
        }
        var given = comparison.values(FilterValue.Text.class);
        if (comparison.operator().hasWildcards()) {
            return TextPattern.of(given.getFirst().text())::matches;
        }
        var folded =
                given.stream().map(value -> AsciiCase.folded(value.text())).collect(Collectors.toUnmodifiableSet());
        return text -> folded.contains(AsciiCase.folded(text));
    }
}
