package io.pushwave.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pushwave.simulator.soql.Condition.Operator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SoqlParserTest {

    @Test
    void aQueryOfTheCliIsUnderstood() {
        // When
        var query = SoqlQuery.parse("SELECT Id, PackageVersion.Name FROM PackagePushRequest"
                + " WHERE PackageVersion.MetadataPackageId = '0335g' AND ScheduledStartTime >= 2026-11-19T10:55:38.734Z"
                + " AND IsMigration = true ");

        // Then
        assertThat(query.from()).isEqualTo("PackagePushRequest");
        assertThat(query.selections())
                .containsExactly(
                        new Selection.Field("Id", Optional.empty()),
                        new Selection.Field("PackageVersion.Name", Optional.empty()));
        assertThat(query.where())
                .contains(new Condition.And(List.of(
                        new Condition.Comparison(
                                "PackageVersion.MetadataPackageId", Operator.EQUAL, new Literal.Text("0335g")),
                        new Condition.Comparison(
                                "ScheduledStartTime",
                                Operator.GREATER_OR_EQUAL,
                                new Literal.DateTime(Instant.parse("2026-11-19T10:55:38.734Z"))),
                        new Condition.Comparison("IsMigration", Operator.EQUAL, new Literal.Truth(true)))));
    }

    @Test
    void keywordsAreUnderstoodInAnyLetterCase() {
        // When
        var query = SoqlQuery.parse(
                "select count(Id) n, Status from PackagePushJob j where not (Status not in ('a','b') or Status = null)"
                        + " group by Status order by Status desc nulls last limit 5 offset 2");

        // Then
        assertThat(query.selections().getFirst())
                .isEqualTo(new Selection.Aggregate(Selection.Function.COUNT, Optional.of("Id"), Optional.of("n")));
        assertThat(query.fromAlias()).contains("j");
        assertThat(query.where())
                .contains(new Condition.Not(new Condition.Or(List.of(
                        new Condition.Membership("Status", true, List.of(new Literal.Text("a"), new Literal.Text("b"))),
                        new Condition.Comparison("Status", Operator.EQUAL, new Literal.Null())))));
        assertThat(query.groupBy()).containsExactly("Status");
        assertThat(query.orderBy()).containsExactly(new SoqlQuery.Order("Status", true, false));
        assertThat(query.limit()).isEqualTo(OptionalInt.of(5));
        assertThat(query.offset()).isEqualTo(OptionalInt.of(2));
    }

    @Test
    void aSubSelectIsUnderstood() {
        // When
        var query = SoqlQuery.parse("SELECT Id, (SELECT ErrorTitle FROM PackagePushErrors) FROM PackagePushJob");

        // Then
        assertThat(query.selections().get(1))
                .isInstanceOfSatisfying(
                        Selection.Children.class,
                        children -> assertThat(children.query().from()).isEqualTo("PackagePushErrors"));
    }

    @Test
    void quotesAndBackslashesCanBeWritten() {
        // When
        var query = SoqlQuery.parse("SELECT Id FROM X WHERE Name = 'O\\'Neil \\\\ x'");

        // Then
        assertThat(query.where())
                .contains(new Condition.Comparison("Name", Operator.EQUAL, new Literal.Text("O'Neil \\ x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT",
                "SELECT Id",
                "SELECT FROM X",
                "SELECT Id FROM",
                "SELECT Id FROM X WHERE",
                "SELECT Id FROM X WHERE Name",
                "SELECT Id FROM X WHERE Name = ",
                "SELECT Id FROM X WHERE Name = 'a",
                "SELECT Id FROM X WHERE Name = unquoted",
                "SELECT Id FROM X WHERE Name ! 'a'",
                "SELECT Id FROM X WHERE Name = 'a' OR Name = 'b' AND Name = 'c'",
                "SELECT Id FROM X WHERE Name IN ()",
                "SELECT Id FROM X WHERE (Name = 'a'",
                "SELECT Id FROM X WHERE At > 2026-13-45T99:00:00Z",
                "SELECT Id FROM X LIMIT -1",
                "SELECT Id FROM X LIMIT x",
                "SELECT Id FROM X; DROP",
                "SELECT SUM(Id) FROM X",
                "SELECT Id FROM X WHERE Name = 'a\\q'",
                "UPDATE X"
            })
    void whatIsNoQueryIsRefused(String text) {
        // When
        // Then
        assertThatExceptionOfType(SoqlException.class)
                .isThrownBy(() -> SoqlQuery.parse(text))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("MALFORMED_QUERY"));
    }

    @Test
    void nestingHasABound() {
        // Given
        var text = "SELECT Id FROM X WHERE " + "(".repeat(5_000) + "Id = null" + ")".repeat(5_000);

        // When
        // Then
        assertThatExceptionOfType(SoqlException.class).isThrownBy(() -> SoqlQuery.parse(text));
    }
}
