package io.pushwave.simulator.query.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pushwave.simulator.domain.platform.Platforms;
import io.pushwave.simulator.query.QueryCompiler;
import io.pushwave.simulator.soql.SoqlException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be done with a field, as the Object Reference has it. */
final class FieldTraitsTest {
    private static final Schema SCHEMA = new Schema(
            Platforms.platform(7, 20), new StatusNames("InProgress"), PublisherOrg.standard("user@harbor.example"));

    private final QueryCompiler compiler = new QueryCompiler(SCHEMA);

    /** f filter, s sort, g group, c create, u update, r required. */
    @ParameterizedTest
    @CsvSource({
        "PackagePushRequest, PackageVersionId, cufgsr, REFERENCE",
        "PackagePushRequest, ScheduledStartTime, cufs, DATE_TIME",
        "PackagePushRequest, Status, cufgs, PICKLIST",
        "PackagePushRequest, StartTime, cu, DATE_TIME",
        "PackagePushRequest, EndTime, cu, DATE_TIME",
        "PackagePushRequest, DurationSeconds, g, INT",
        "PackagePushRequest, SystemModstamp, fs, DATE_TIME",
        "PackagePushJob, PackagePushRequestId, cufgsr, REFERENCE",
        "PackagePushJob, SubscriberOrganizationKey, cufgsr, STRING",
        "PackagePushJob, Status, cfgs, PICKLIST",
        "PackagePushJob, StartTime, cu, DATE_TIME",
        "PackagePushJob, EndTime, cu, DATE_TIME",
        "PackagePushJob, DurationSeconds, g, INT",
        "PackagePushJob, SystemModstamp, fs, DATE_TIME",
        "PackagePushError, PackagePushJobId, fgs, REFERENCE",
        "PackagePushError, ErrorType, fgs, PICKLIST",
        "PackagePushError, ErrorSeverity, fgs, PICKLIST",
        "PackagePushError, ErrorTitle, s, STRING",
        "PackagePushError, ErrorMessage, s, STRING",
        "PackagePushError, ErrorDetails, s, STRING",
        "PackagePushError, SystemModstamp, fs, DATE_TIME",
        "PackageSubscriber, OrgKey, fgs, STRING",
        "PackageSubscriber, OrgName, fgs, STRING",
        "PackageSubscriber, OrgStatus, fgs, PICKLIST",
        "PackageSubscriber, OrgType, fgs, PICKLIST",
        "PackageSubscriber, InstalledStatus, fgs, PICKLIST",
        "PackageSubscriber, InstanceName, fgs, STRING",
        "PackageSubscriber, ParentOrg, fgs, STRING",
        "PackageSubscriber, MetadataPackageId, fgs, REFERENCE",
        "PackageSubscriber, MetadataPackageVersionId, fgs, REFERENCE",
        "PackageSubscriber, IsCustomUpgradeAllowed, fgs, BOOLEAN",
        "PackageSubscriber, HasRestrictionEnabled, fgs, BOOLEAN",
        "PackageSubscriber, CustomUpgradeType, fgs, PICKLIST",
        "PackageSubscriber, SystemModstamp, fs, DATE_TIME"
    })
    void aDocumentedFieldIsAsDocumented(String object, String name, String traits, FieldType type) {
        // When
        var field = SCHEMA.required(object).field(name);

        // Then
        assertThat(field).isNotNull().satisfies(found -> {
            assertThat(found.type()).isEqualTo(type);
            assertThat(found.is(Trait.CREATEABLE)).isEqualTo(traits.contains("c"));
            assertThat(found.is(Trait.UPDATEABLE)).isEqualTo(traits.contains("u"));
            assertThat(found.is(Trait.FILTERABLE)).isEqualTo(traits.contains("f"));
            assertThat(found.is(Trait.GROUPABLE)).isEqualTo(traits.contains("g"));
            assertThat(found.is(Trait.SORTABLE)).isEqualTo(traits.contains("s"));
            assertThat(found.is(Trait.REQUIRED)).isEqualTo(traits.contains("r"));
        });
    }

    static Stream<Arguments> everyField() {
        return SCHEMA.tables().stream()
                .flatMap(table -> table.fields().stream().map(field -> arguments(table.name(), field.name())));
    }

    @ParameterizedTest
    @MethodSource("everyField")
    void aFieldIsFilteredSortedAndGroupedByIfItMayBe(String object, String name) {
        check(object, name, Trait.FILTERABLE, "filtered", "SELECT Id FROM " + object + " WHERE " + name + " = null");
        check(object, name, Trait.SORTABLE, "sorted", "SELECT Id FROM " + object + " ORDER BY " + name);
        check(object, name, Trait.GROUPABLE, "grouped", "SELECT COUNT(Id) FROM " + object + " GROUP BY " + name);
    }

    private void check(String object, String name, Trait trait, String verb, String soql) {
        var field = SCHEMA.required(object).field(name);
        if (field != null && field.is(trait)) {
            assertThat(compiler.compile(soql).table().name()).isEqualTo(object);
            return;
        }
        assertThatExceptionOfType(SoqlException.class)
                .isThrownBy(() -> compiler.compile(soql))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo("INVALID_FIELD");
                    assertThat(refused.text()).endsWith("field '" + name + "' can not be " + verb + " in a query call");
                });
    }
}
