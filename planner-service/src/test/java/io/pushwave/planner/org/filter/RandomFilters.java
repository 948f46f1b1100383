package io.pushwave.planner.org.filter;

import io.pushwave.planner.org.OrgFixtures;
import io.pushwave.planner.org.filter.FilterValue.Kind;
import io.pushwave.planner.org.filter.OrgAttribute.Fixed;
import io.pushwave.planner.org.filter.OrgFilter.And;
import io.pushwave.planner.org.filter.OrgFilter.Comparison;
import io.pushwave.planner.org.filter.OrgFilter.Or;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Any filters, over texts and numbers of which a register can have some; the same random numbers give the same ones. */
public final class RandomFilters {
    /** What is alike to one of two worlds, or means something in a pattern, in JSON or in SQL. */
    public static final List<String> TEXTS = List.of(
            "",
            " ",
            "acme",
            "ACME",
            "Acme Inc.",
            "acme%inc",
            "a_me",
            "a*me",
            "*",
            "%",
            "_",
            "\\",
            "\\\\*",
            "it's",
            "\"quoted\"",
            "'\"",
            "İstanbul",
            "i̇stanbul",
            "istanbul",
            "ISTANBUL",
            "ıı",
            "II",
            "Straße",
            "STRASSE",
            "straSSe",
            "Kelvin",
            "\u212Aelvin",
            "kelvin",
            "ÄÖÜ",
            "äöü",
            "Ångström",
            "\u212Bngström",
            "ΣΑΣ",
            "σας",
            "😀",
            "😀acme😀",
            "ﬁ",
            "\uFFFD\uFEFF",
            "tab\tnew\nline",
            "null",
            "true",
            "a,b;c(d)=e!f~g<h>");

    public static final List<String> LABELS = List.of(
            "ring",
            "Ring",
            "RING",
            "a b",
            "größe",
            "it's",
            "\"",
            "\\",
            "%",
            "_",
            "*",
            "parent.ring",
            "{}",
            "$1",
            ":x",
            "?");

    private static final List<FilterOperator> OPERATORS = List.of(FilterOperator.values());
    private static final int DEPTH = 3;

    private final SplittableRandom random;

    public RandomFilters(SplittableRandom random) {
        this.random = random;
    }

    public OrgFilter any() {
        return any(DEPTH);
    }

    private OrgFilter any(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return comparison();
        }
        var parts = Stream.generate(() -> any(depth - 1))
                .limit(random.nextInt(2, 4))
                .toList();
        return random.nextBoolean() ? new And(parts) : new Or(parts);
    }

    private Comparison comparison() {
        var field = new OrgField(random.nextInt(3) == 0, attribute());
        var operators = OPERATORS.stream()
                .filter(operator -> Comparison.operatorFault(field, operator).isEmpty())
                .toList();
        var operator = one(operators);
        var kind = Comparison.valueKind(field, operator);
        int values = operator.takesSeveral() ? random.nextInt(1, 6) : 1;
        return new Comparison(
                field,
                operator,
                IntStream.range(0, values)
                        .mapToObj(_ -> value(kind, operator.hasWildcards()))
                        .toList());
    }

    private OrgAttribute attribute() {
        return random.nextInt(3) == 0 ? new OrgAttribute.Label(one(LABELS)) : one(Arrays.asList(Fixed.values()));
    }

    private FilterValue value(Kind kind, boolean wildcards) {
        return switch (kind) {
            case ORG_KEY -> new FilterValue.Key(OrgFixtures.org(random.nextInt(0, 310)));
            case TEXT -> new FilterValue.Text(wildcards ? pattern() : one(TEXTS));
            case VERSION ->
                new FilterValue.Version(new VersionPrefix(
                        random.ints(random.nextInt(1, 5), 0, 4).boxed().toList()));
            case DAYS -> new FilterValue.Days(random.nextInt(0, 60));
            case FLAG -> new FilterValue.Flag(random.nextBoolean());
        };
    }

    /** A text, or pieces of it with wildcards in their places. */
    private String pattern() {
        var text = one(TEXTS);
        if (random.nextInt(3) == 0) {
            return text;
        }
        var pattern = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (random.nextInt(5)) {
                case 0 -> pattern.append('*');
                case 1 -> pattern.append('*').appendCodePoint(character);
                default -> pattern.appendCodePoint(character);
            }
        });
        return pattern.toString();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
