package io.pushwave.planner.org.filter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.database.SetStatements;
import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.plans.MeasuredSchema;
import io.pushwave.planner.org.OrgFixtures;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.filter.OrgMatcher;
import io.pushwave.planner.org.filter.RandomFilters;
import io.pushwave.planner.org.postgres.Catalogues;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same filter means the same in Java and in PostgreSQL. */
class FilterSqlIT {
    private static final int FILTERS = Integer.getInteger("pushwave.filters", 2_000);
    private static final Infrastructure INFRASTRUCTURE = Infrastructure.create();

    @BeforeAll
    static void start() {
        INFRASTRUCTURE.postgres().start();
    }

    @AfterAll
    static void stop() {
        INFRASTRUCTURE.postgres().close();
    }

    @Test
    void everyFilterFindsTheOrgsThatItIsTrueOf() throws SQLException {
        // Given
        long seed = OrgFixtures.seed();
        System.out.println("replay with -Dpushwave.seed=" + seed);
        var random = new SplittableRandom(seed);
        var register = new RandomRegister(OrgFixtures.PACKAGE, random);
        var filters = new RandomFilters(random);
        int tellApart = 0;
        try (var schema = schema()) {
            var handle = SetStatements.on(schema.connection());
            register.store(handle);
            // The same orgs have another package as well, and there nothing is the same.
            new RandomRegister(new PackageId("0330000000000P2"), random).store(handle);
            var known = register.known(
                    new Catalogues(SetStatements.inTransactionsOf(schema.dataSource())).of(OrgFixtures.PACKAGE));
            var facts = register.facts();

            for (int each = 0; each < FILTERS; each++) {
                var filter = filters.any();
                var matcher = OrgMatcher.of(filter);
                var expected = facts.stream()
                        .filter(matcher::matches)
                        .map(org -> org.org().orgKey().value())
                        .collect(Collectors.toUnmodifiableSet());

                // When
                var found = found(handle, FilterSql.of(filter, known));

                // Then
                assertThat(found).as("%s with seed %d", filter, seed).isEqualTo(expected);
                tellApart += expected.isEmpty() || expected.size() == RandomRegister.ORGS ? 0 : 1;
            }
        }
        System.out.printf("%,d of %,d filters told orgs apart%n", tellApart, FILTERS);
        assertThat(tellApart).isGreaterThan(FILTERS / 2);
    }

    /** Those of which the condition is true, and those of which it is null, which must not be. */
    private static Set<String> found(Handle handle, FilterSql sql) {
        return sql.bind(handle.createQuery("select o.org_key from " + sql.from()
                        + " where o.package_key = :package and " + "(" + sql.condition() + ") is not false"))
                .bind("package", OrgFixtures.PACKAGE.key())
                .mapTo(String.class)
                .set();
    }

    private static MeasuredSchema schema() throws SQLException {
        return MeasuredSchema.create(
                INFRASTRUCTURE.postgres(), Path.of("src/main/resources/application.properties"), "db/planner");
    }
}
