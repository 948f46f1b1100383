package io.pushwave.planner.org.filter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.SubscriberInventory.Ancestry;
import io.pushwave.planner.org.Catalogue;
import io.pushwave.planner.org.KnownVersions;
import io.pushwave.planner.org.filter.FilterFixtures;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterSqlTest {
    private static final KnownVersions NONE =
            KnownVersions.of(new Catalogue("Acme", Ancestry.FREE, List.of()), Instant.EPOCH);

    @ParameterizedTest
    @CsvSource({
        "name==a;label.ring==b;daysBehind>3, false",
        "parent.orgKey==00D0000000000P1, false",
        "parent.orgKey=exists=true, false",
        "name==a;(type==b;(status==c)), false",
        "name==a;parent.label.ring=exists=true, true",
        "parent.daysBehind>3, true",
    })
    void parentsAreJoinedOnlyWhereTheFilterAsksForThem(String rsql, boolean joined) {
        var sql = FilterSql.of(FilterFixtures.filter(rsql), NONE);

        assertThat(sql.from().contains("join")).isEqualTo(joined);
        assertThat(sql.condition().contains("p.")).isEqualTo(joined);
    }

    @Test
    void nothingThatSomebodyWroteStandsInTheStatement() {
        // Given
        var filter = FilterFixtures.filter("\"label.x'; drop table org; --\"=='Robert%';name=in=(zzz,zzzz)");

        // When
        var sql = FilterSql.of(filter, NONE);

        // Then
        assertThat(sql.condition())
                .isEqualTo(
                        "(coalesce(lower((o.labels ->> cast(:filter0 as text)) collate \"C\") = any(:filter1), false)"
                                + " and lower(o.name collate \"C\") = any(:filter2))");
        assertThat(sql.parameters()).containsOnlyKeys("filter0", "filter1", "filter2");
    }
}
