package io.pushwave.planner.org.filter.rsql;

import static org.assertj.core.api.Assertions.assertThat;

import cz.jirutka.rsql.parser.RSQLParser;
import cz.jirutka.rsql.parser.RSQLParserException;
import cz.jirutka.rsql.parser.ast.Arity;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.ComparisonOperator;
import cz.jirutka.rsql.parser.ast.LogicalNode;
import cz.jirutka.rsql.parser.ast.Node;
import io.pushwave.planner.org.OrgFixtures;
import io.pushwave.planner.org.filter.FilterLimits;
import io.pushwave.planner.org.filter.FilterOperator;
import io.pushwave.planner.org.filter.InvalidFilterException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is written: where we find a filter the library finds the same one, and where it finds none we find a fault. */
class LibraryAgreementTest {
    private static final int TEXTS = 50_000;
    private static final List<String> PIECES = List.of(
            "name",
            "a",
            "type",
            "==",
            "==",
            "==",
            "!=",
            "=in=",
            "=exists=",
            "=in",
            "=",
            "<",
            "<=",
            ">",
            "!",
            "~",
            "(",
            "(",
            ")",
            ")",
            ";",
            ",",
            " and ",
            " or ",
            "and",
            "or",
            " ",
            "  ",
            "\t",
            "\n",
            "'",
            "\"",
            "'b c'",
            "\"d'e\"",
            "''",
            "\\",
            "\\'",
            "😀",
            "name==a",
            "type=in=(a,'b')");

    private static final RSQLParser LIBRARY = new RSQLParser(Arrays.stream(FilterOperator.values())
            .map(operator ->
                    new ComparisonOperator(operator.symbols().toArray(String[]::new), Arity.of(0, Integer.MAX_VALUE)))
            .collect(Collectors.toSet()));

    /** A comparison as both know it. */
    private record Part(String field, FilterOperator operator, List<String> values) {}

    @Test
    void weFindAFilterWhereTheLibraryFindsItAndTheSameOne() {
        // Given
        long seed = OrgFixtures.seed();
        System.out.println("replay with -Dpushwave.seed=" + seed);
        var random = new SplittableRandom(seed);
        int filters = 0;

        for (int each = 0; each < TEXTS; each++) {
            var text = text(random);

            // When
            var ours = ours(text);

            // Then
            assertThat(ours).as(text).isEqualTo(theirs(text));
            filters += ours.isPresent() ? 1 : 0;
        }
        System.out.printf("%,d of %,d texts were filters%n", filters, TEXTS);
        assertThat(filters).isGreaterThan(TEXTS / 200);
    }

    /** Tabs and line breaks separate words with us, and not with the library; only where there are no quotes it is plain which do. */
    private static String text(SplittableRandom random) {
        var text = IntStream.range(0, random.nextInt(1, 9))
                .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
        return text.contains("'") || text.contains("\"") ? text.replaceAll("[\t\n]", "") : text;
    }

    private static Optional<List<Part>> ours(String text) {
        try {
            var words = RsqlWords.of(text);
            return Optional.of(RsqlSyntax.comparisons(text, words, FilterLimits.DEFAULT).stream()
                    .map(written -> new Part(
                            written.field().text(),
                            FilterOperator.written(written.operator().text()),
                            written.values().stream().map(Token::text).toList()))
                    .toList());
        } catch (InvalidFilterException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** What the library takes for a comparison without values is none. */
    private static Optional<List<Part>> theirs(String text) {
        try {
            var parts = parts(LIBRARY.parse(text.replaceAll("[\t\n]", " "))).toList();
            return parts.stream().allMatch(part -> !part.values().isEmpty()) ? Optional.of(parts) : Optional.empty();
        } catch (RSQLParserException _) {
            return Optional.empty();
        }
    }

    private static Stream<Part> parts(Node node) {
        return switch (node) {
            case ComparisonNode comparison ->
                Stream.of(new Part(
                        comparison.getSelector(),
                        FilterOperator.written(comparison.getOperator().getSymbol()),
                        comparison.getArguments()));
            case LogicalNode logical -> logical.getChildren().stream().flatMap(LibraryAgreementTest::parts);
            default -> throw new AssertionError(node);
        };
    }
}
