package io.pushwave.planner.org.filter;

import io.pushwave.planner.org.OrgFacts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A condition that an org of a register fulfils or does not; there is no third answer. People write it in RSQL:
 * {@code label.ring==canary;installedVersion<1.10;(type==Sandbox,parent.label.tier!=gold)}.
 *
 * <p><b>A value that an org lacks</b> is a label that nobody gave it, anything of its parent where it has none or the register does
 * not have the parent ({@code parent.orgKey} is known all the same), and {@code installedVersion} and {@code daysBehind} where the
 * catalogue does not have the version that is installed. Of such a value {@code ==}, {@code =in=} and the orderings are false;
 * {@code !=} and {@code =out=} are true, as each is the negation of its counterpart. So {@code label.ring!=canary} is also true of
 * orgs without such a label; who means only orgs that have one adds {@code label.ring=exists=true}. An empty text is a value.
 *
 * <p><b>Texts</b> are equal whatever the case of their ASCII letters, and different in any other character: the only rule that Java
 * and PostgreSQL apply to every character alike. Names of labels are case-sensitive. In texts after {@code ==} and {@code !=} a
 * {@code *} stands for any characters or none; after {@code =in=} and {@code =out=} it stands for itself.
 *
 * <p><b>Versions</b> are compared number by number, and only those that are given: {@code ==1.10} is true of every 1.10,
 * {@code >1.9} of 1.10 and not of 1.9.3.
 */
public sealed interface OrgFilter {
    /**
     * Every part is fulfilled.
     *
     * @param parts at least two; those that are of this kind themselves are taken apart
     */
    record And(List<OrgFilter> parts) implements OrgFilter {
        public And {
            parts = flat(parts, part -> part instanceof And(var inner) ? inner.stream() : Stream.of(part));
        }

        @Override
        public String toString() {
            return rsql();
        }
    }

    /**
     * At least one part is fulfilled.
     *
     * @param parts at least two; those that are of this kind themselves are taken apart
     */
    record Or(List<OrgFilter> parts) implements OrgFilter {
        public Or {
            parts = flat(parts, part -> part instanceof Or(var inner) ? inner.stream() : Stream.of(part));
        }

        @Override
        public String toString() {
            return rsql();
        }
    }

    /**
     * What an org has is compared with what is given.
     *
     * @param values at least one; several only if the operator takes several; of the field's kind, or a flag after =exists=
     */
    record Comparison(OrgField field, FilterOperator operator, List<FilterValue> values) implements OrgFilter {
        public Comparison {
            values = List.copyOf(values);
            refuse(operatorFault(field, operator));
            refuse(valuesFault(operator, values.size()));
            var kind = valueKind(field, operator);
            if (values.stream().anyMatch(value -> value.kind() != kind)) {
                throw new IllegalArgumentException(field + operator.symbol() + " takes values of kind " + kind);
            }
        }

        /** Why an operator cannot be used with a field, as a sentence; empty if it can. */
        public static Optional<String> operatorFault(OrgField field, FilterOperator operator) {
            if (operator.isOrdering() && !field.kind().isOrdered()) {
                return Optional.of(operator.symbol() + " needs an order, which " + field
                        + " has not: installedVersion and daysBehind have one");
            }
            if (operator == FilterOperator.EXISTS && !field.mayBeLacking()) {
                return Optional.of(operator.symbol() + " cannot be asked of " + field
                        + ", which every org has: labels, the parent and what is known of a version may be lacking");
            }
            return Optional.empty();
        }

        /** Why an operator cannot have this many values, as a sentence; empty if it can. */
        public static Optional<String> valuesFault(FilterOperator operator, int values) {
            if (values == 1 || (values > 1 && operator.takesSeveral())) {
                return Optional.empty();
            }
            return Optional.of(
                    operator.takesSeveral()
                            ? operator.symbol() + " takes at least one value"
                            : operator.symbol() + " takes one value; =in= and =out= take several");
        }

        /** What is to be given to compare with. */
        public static FilterValue.Kind valueKind(OrgField field, FilterOperator operator) {
            return operator == FilterOperator.EXISTS ? FilterValue.Kind.FLAG : field.kind();
        }

        /**
         * Whether the comparison is fulfilled by the orgs that do not fulfil its positive form: that of {@code !=} and
         * {@code =out=}, and {@code =exists=false}.
         */
        public boolean isNegated() {
            boolean notThere =
                    operator == FilterOperator.EXISTS && values.getFirst().equals(new FilterValue.Flag(false));
            return notThere || operator.isNegation();
        }

        /** The values, of which one knows what they are. */
        public <V extends FilterValue> List<V> values(Class<V> type) {
            return values.stream().map(type::cast).toList();
        }

        @Override
        public String toString() {
            return rsql();
        }

        private static void refuse(Optional<String> fault) {
            fault.ifPresent(sentence -> {
                throw new IllegalArgumentException(sentence);
            });
        }
    }

    /** Whether an org fulfils it. Who asks it of many takes an {@link OrgMatcher}. */
    default boolean matches(OrgFacts facts) {
        return OrgMatcher.of(this).matches(facts);
    }

    /** Its text in RSQL, from which an equal filter is read; no longer than the one that it was read from. */
    default String rsql() {
        return RsqlText.of(this);
    }

    private static List<OrgFilter> flat(List<OrgFilter> parts, Function<OrgFilter, Stream<OrgFilter>> taken) {
        var flat = parts.stream().flatMap(taken).toList();
        if (flat.size() < 2) {
            throw new IllegalArgumentException("there are at least two parts to join, not " + flat.size());
        }
        return flat;
    }
}
