package io.pushwave.simulator.soql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pushwave.simulator.soql.Condition;
import io.pushwave.simulator.soql.Condition.Operator;
import io.pushwave.simulator.soql.Literal;
import io.pushwave.simulator.soql.Name;
import io.pushwave.simulator.soql.Operand;
import io.pushwave.simulator.soql.Selection;
import io.pushwave.simulator.soql.SoqlException;
import io.pushwave.simulator.soql.SoqlQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SoqlParserTest {

    @Test
    void aQueryOfTheCliIsUnderstood() {
        // When
        var query = SoqlParser.parse("SELECT Id, PackageVersion.Name FROM PackagePushRequest"
                + " WHERE PackageVersion.MetadataPackageId = '0335g' AND ScheduledStartTime >= 2026-11-19T10:55:38.734Z"
                + " AND IsMigration = true ");

        // Then
        assertThat(query.from()).isEqualTo(new Name("PackagePushRequest", 36));
        assertThat(query.selections())
                .containsExactly(
                        new Selection.Field(new Name("Id", 7), Optional.empty()),
                        new Selection.Field(new Name("PackageVersion.Name", 11), Optional.empty()));
        assertThat(query.where())
                .contains(new Condition.And(List.of(
                        new Condition.Comparison(
                                field("PackageVersion.MetadataPackageId", 61),
                                Operator.EQUAL,
                                new Literal.Text("0335g")),
                        new Condition.Comparison(
                                field("ScheduledStartTime", 108),
                                Operator.GREATER_OR_EQUAL,
                                new Literal.DateTime(Instant.parse("2026-11-19T10:55:38.734Z"))),
                        new Condition.Comparison(field("IsMigration", 159), Operator.EQUAL, new Literal.Truth(true)))));
    }

    @Test
    void keywordsAreUnderstoodInAnyLetterCase() {
        // When
        var query = SoqlParser.parse(
                "select count(Id) n, Status from PackagePushJob j where not (Status not in ('a','b') or Status = null)"
                        + " group by Status having count(Id) > 1 order by count(Id) desc nulls last limit 5 offset 2 for view");

        // Then
        assertThat(query.selections().getFirst())
                .isEqualTo(new Selection.Computed(count(7, 13), Optional.of(new Name("n", 17))));
        assertThat(query.fromAlias()).contains(new Name("j", 47));
        assertThat(query.where())
                .contains(new Condition.Not(new Condition.Or(List.of(
                        new Condition.Membership(
                                field("Status", 60), true, List.of(new Literal.Text("a"), new Literal.Text("b"))),
                        new Condition.Comparison(field("Status", 87), Operator.EQUAL, new Literal.Null())))));
        assertThat(query.groupBy()).containsExactly(new Name("Status", 111));
        assertThat(query.having())
                .contains(new Condition.Comparison(count(125, 131), Operator.GREATER, new Literal.Numeric(1)));
        assertThat(query.orderBy()).containsExactly(new SoqlQuery.Order(count(148, 154), true, false));
        assertThat(query.limit()).isEqualTo(OptionalInt.of(5));
        assertThat(query.offset()).isEqualTo(OptionalInt.of(2));
    }

    private static Operand.Field field(String path, int at) {
        return new Operand.Field(new Name(path, at));
    }

    private static Operand.Aggregate count(int at, int pathAt) {
        return new Operand.Aggregate(Operand.Function.COUNT, Optional.of(new Name("Id", pathAt)), at);
    }

    @Test
    void aSubSelectIsUnderstood() {
        // When
        var query = SoqlParser.parse("SELECT Id, (SELECT ErrorTitle FROM PackagePushErrors) FROM PackagePushJob");

        // Then
        assertThat(query.selections().get(1))
                .isInstanceOfSatisfying(
                        Selection.Children.class,
                        children -> assertThat(children.query().from().text()).isEqualTo("PackagePushErrors"));
    }

    @Test
    void aSemiJoinIsUnderstood() {
        // When
        var query = SoqlParser.parse("SELECT Id FROM A WHERE Id NOT IN (SELECT AId FROM B WHERE C = 1)");

        // Then
        assertThat(query.where()).get().isInstanceOfSatisfying(Condition.SemiJoin.class, join -> {
            assertThat(join.left().text()).isEqualTo("Id");
            assertThat(join.negated()).isTrue();
            assertThat(join.query().from().text()).isEqualTo("B");
            assertThat(join.query().where()).isPresent();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    O\\'Neil \\\\ x   | O'Neil \\ x
                    \\"a\\"           | "a"
                    \\u0041b\\u00e9   | Abé
                    a\\_b\\%c         | a_b%c
                    """)
    void charactersCanBeEscaped(String written, String meant) {
        // When
        var query = SoqlParser.parse("SELECT Id FROM X WHERE Name = '" + written + "'");

        // Then
        assertThat(query.where())
                .contains(new Condition.Comparison(field("Name", 23), Operator.EQUAL, new Literal.Text(meant)));
    }

    @Test
    void aPatternKeepsItsEscapes() {
        // When
        var query = SoqlParser.parse("SELECT Id FROM X WHERE Name LIKE '100\\%\\_\\\\ it\\'s%'");

        // Then
        assertThat(query.where()).contains(new Condition.Likeness(field("Name", 23), "100\\%\\_\\\\ it's%"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:55:38Z,2026-11-22T10:55:38Z",
        "2026-11-22T10:55:38+02:00,2026-11-22T08:55:38Z",
        "2026-11-22t10:55:38.5-0100,2026-11-22T11:55:38.5Z",
        "2026-11-22T10:55:38.123456789z,2026-11-22T10:55:38.123456789Z"
    })
    void timesHaveAnOffset(String written, Instant meant) {
        // When
        var query = SoqlParser.parse("SELECT Id FROM X WHERE At > " + written);

        // Then
        assertThat(query.where())
                .contains(new Condition.Comparison(field("At", 23), Operator.GREATER, new Literal.DateTime(meant)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT",
                "SELECT Id",
                "SELECT FROM X",
                "SELECT Id FROM",
                "SELECT Id, FROM X",
                "SELECT * FROM X",
                "SELECT Id FROM X WHERE",
                "SELECT Id FROM X WHERE Name",
                "SELECT Id FROM X WHERE Name = ",
                "SELECT Id FROM X WHERE Name = 'a",
                "SELECT Id FROM X WHERE Name = \"a\"",
                "SELECT Id FROM X WHERE Name = unquoted",
                "SELECT Id FROM X WHERE Name = :bound",
                "SELECT Id FROM X WHERE Name ! 'a'",
                "SELECT Id FROM X WHERE Name IS NULL",
                "SELECT Id FROM X WHERE 'a' = Name",
                "SELECT Id FROM X WHERE COUNT(Id) > 1",
                "SELECT Id FROM X WHERE Name = 'a' OR Name = 'b' AND Name = 'c'",
                "SELECT Id FROM X WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
                "SELECT Id FROM X WHERE Name IN ()",
                "SELECT Id FROM X WHERE Name IN ('a',)",
                "SELECT Id FROM X WHERE Name IN 'a'",
                "SELECT Id FROM X WHERE Name LIKE 5",
                "SELECT Id FROM X WHERE (Name = 'a'",
                "SELECT Id FROM X WHERE Name = 'a')",
                "SELECT Id FROM X WHERE At > 2026-13-45T99:00:00Z",
                "SELECT Id FROM X WHERE At > 2026-02-30",
                "SELECT Id FROM X WHERE At > 2026-11-22T10:55:38",
                "SELECT Id FROM X WHERE At > LAST_N_DAYS",
                "SELECT Id FROM X WHERE At > LAST_N_DAYS:-1",
                "SELECT Id FROM X WHERE At > LAST_N_DAYS:1.5",
                "SELECT Id FROM X WHERE At > LAST_N_DAYS:100001",
                "SELECT Id FROM X WHERE At > TODAY:1",
                "SELECT Id FROM X WHERE At > NEXT_DECADE",
                "SELECT Id FROM X WHERE Id IN (SELECT Id FROM Y LIMIT 1)",
                "SELECT Id FROM X WHERE Id IN (SELECT COUNT(Id) FROM Y)",
                "SELECT Id FROM X LIMIT -1",
                "SELECT Id FROM X LIMIT x",
                "SELECT Id FROM X LIMIT 1.5",
                "SELECT Id FROM X LIMIT 99999999999",
                "SELECT Id FROM X OFFSET 1 LIMIT 1",
                "SELECT Id FROM X LIMIT 1 ORDER BY Id",
                "SELECT Id FROM X ORDER BY Id NULLS",
                "SELECT Id FROM X; DROP",
                "SELECT Id FROM X -- comment",
                "SELECT Id FROM X // comment",
                "SELECT Id /* comment */ FROM X",
                "SELECT MEDIAN(Id) FROM X",
                "SELECT SUM() FROM X",
                "SELECT FIELDS(SOME) FROM X",
                "SELECT TYPEOF What WHEN X THEN Id END FROM X",
                "SELECT Id FROM X HAVING COUNT(Id) > 1",
                "SELECT Status FROM X GROUP BY ROLLUP(Status)",
                "SELECT Id FROM X USING SCOPE mine",
                "SELECT Id FROM X WITH SECURITY_ENFORCED",
                "SELECT Id FROM X ORDER BY Id FOR UPDATE",
                "SELECT Id FROM X FOR FUN",
                "SELECT Id FROM X ALL ROWS",
                "SELECT Id FROM X WHERE Name = 'a\\q'",
                "SELECT Id FROM X WHERE Name = 'a\\u12'",
                "UPDATE X"
            })
    void whatIsNoQueryIsRefused(String text) {
        // When
        // Then
        assertThatExceptionOfType(SoqlException.class)
                .isThrownBy(() -> SoqlParser.parse(text))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("MALFORMED_QUERY"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT Id FROM X USING SCOPE everything WHERE Id != null",
                "SELECT Id FROM X FOR VIEW FOR REFERENCE",
                "SELECT Id FROM X LIMIT 1 FOR UPDATE",
                "SELECT FIELDS(ALL) FROM X LIMIT 200",
                "SELECT toLabel(Status), FORMAT(At) t FROM X",
                "SELECT Id\nFROM X\r\n\tWHERE Name LIKE '%'",
                "SELECT Id FROM X WHERE Name INCLUDES ('a;b','c')",
                "SELECT Id FROM X WHERE NOT NOT (Name = 'a' AND (Name = 'b' OR Name = 'c'))",
                "SELECT Id FROM X WHERE At = n_days_ago:0 OR At IN (today, 2026-11-22T00:00:00Z)"
            })
    void whatIsAQueryIsUnderstood(String text) {
        assertThat(SoqlParser.parse(text).from().text()).isEqualTo("X");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT Id FROM X WHERE ~(", "SELECT Id FROM X WHERE ~NOT ", "SELECT ~(SELECT "})
    void nestingIsBounded(String query) {
        // Given
        var begin = query.substring(0, query.indexOf('~'));
        var nested = query.substring(query.indexOf('~') + 1);

        // When
        // Then
        assertThatExceptionOfType(SoqlException.class)
                .isThrownBy(() -> SoqlParser.parse(begin + nested.repeat(10_000)))
                .satisfies(refused -> assertThat(refused.text()).isEqualTo("the query is nested too deeply"));
    }

    @Test
    void aQueryOfAHundredThousandCharactersIsTakenAndNoLongerOne() {
        // Given
        var query = "SELECT Id FROM X WHERE Name = '";
        var longest = query + "a".repeat(100_000 - query.length() - 1) + "'";

        // When
        // Then
        assertThat(SoqlParser.parse(longest).where()).isPresent();
        assertThatExceptionOfType(SoqlException.class)
                .isThrownBy(() -> SoqlParser.parse(longest + " "))
                .satisfies(refused -> assertThat(refused.text())
                        .isEqualTo("SOQL statements cannot be longer than 100000 characters."));
    }
}
