package io.pushwave.planner.org.filter.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.Ancestry;
import io.pushwave.database.Columns;
import io.pushwave.planner.org.Catalogue;
import io.pushwave.planner.org.CatalogueVersion;
import io.pushwave.planner.org.KnownVersions;
import io.pushwave.planner.org.OrgFacts;
import io.pushwave.planner.org.OrgFixtures;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.RegisteredOrg;
import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.org.filter.RandomFilters;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** A package with its versions and orgs: some without parent, labels or a known version, and with all texts that are ever sought. */
final class RandomRegister {
    static final int ORGS = 300;

    private static final int VERSIONS = 25;
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final SplittableRandom random;
    private final PackageId packageId;
    private final Catalogue catalogue;
    private final Map<OrgKey, RegisteredOrg> orgs;

    RandomRegister(PackageId packageId, SplittableRandom random) {
        this.random = random;
        this.packageId = packageId;
        this.catalogue = new Catalogue(
                "Acme",
                Ancestry.FREE,
                IntStream.range(0, VERSIONS).mapToObj(this::version).toList());
        this.orgs = IntStream.range(0, ORGS)
                .mapToObj(this::org)
                .collect(Collectors.toMap(RegisteredOrg::orgKey, Function.identity()));
    }

    private CatalogueVersion version(int id) {
        long daysAgo = random.nextLong(-1, 60);
        return new CatalogueVersion(
                OrgFixtures.versionId(id),
                "Release " + id,
                new VersionNumber(random.nextInt(4), random.nextInt(4), random.nextInt(4), random.nextInt(4)),
                random.nextInt(6) == 0,
                random.nextInt(6) == 0,
                Optional.empty(),
                NOW.minus(daysAgo, ChronoUnit.DAYS).plusSeconds(random.nextInt(-1, 2)));
    }

    /** Of 12 orgs one has a version that the catalogue lacks, and of all parents one in 30 is not in the register. */
    private RegisteredOrg org(int number) {
        return new RegisteredOrg(
                OrgFixtures.org(number),
                text(),
                text(),
                text(),
                text(),
                random.nextInt(3) == 0
                        ? Optional.empty()
                        : Optional.of(OrgFixtures.org(random.nextInt(ORGS + ORGS / 30))),
                OrgFixtures.versionId(random.nextInt(VERSIONS + 2)),
                random.nextBoolean(),
                RandomFilters.LABELS.stream()
                        .filter(_ -> random.nextInt(3) == 0)
                        .collect(Collectors.toMap(Function.identity(), _ -> text())));
    }

    private String text() {
        return RandomFilters.TEXTS.get(random.nextInt(RandomFilters.TEXTS.size()));
    }

    PackageId packageId() {
        return packageId;
    }

    /** What is known of the versions, of those that were read back. */
    KnownVersions known(Catalogue read) {
        return KnownVersions.of(read, NOW);
    }

    List<OrgFacts> facts() {
        var known = known(catalogue);
        return orgs.values().stream()
                .map(org -> known.facts(org, org.parent().flatMap(parent -> Optional.ofNullable(orgs.get(parent)))))
                .toList();
    }

    void store(Handle handle) {
        handle.createUpdate("insert into package values (:key, :id, 'Acme', 'FREE', now())")
                .bind("key", packageId.key())
                .bind("id", packageId.value())
                .execute();
        var versions = catalogue.versions();
        handle.createUpdate("""
                        insert into package_version
                        select :key, left(id, 15), id, 'Release', major, minor, patch, build, beta, deprecated, null, listed
                        from unnest(:ids, :majors, :minors, :patches, :builds, :betas, :deprecated, :listed)
                            as t (id, major, minor, patch, build, beta, deprecated, listed)""")
                .bind("key", packageId.key())
                .bind("ids", Columns.texts(versions, version -> version.id().value()))
                .bind(
                        "majors",
                        Columns.integers(versions, version -> version.number().major()))
                .bind(
                        "minors",
                        Columns.integers(versions, version -> version.number().minor()))
                .bind(
                        "patches",
                        Columns.integers(versions, version -> version.number().patch()))
                .bind(
                        "builds",
                        Columns.integers(versions, version -> version.number().build()))
                .bind("betas", Columns.booleans(versions, CatalogueVersion::beta))
                .bind("deprecated", Columns.booleans(versions, CatalogueVersion::deprecated))
                .bind("listed", Columns.instants(versions, CatalogueVersion::listedAt))
                .execute();
        orgs.values().forEach(org -> store(handle, org));
    }

    private void store(Handle handle, RegisteredOrg org) {
        handle.createUpdate("""
                        insert into org values (:package, :key, :name, :type, :status, :instance, :parent, :installed, :blocked,
                                                jsonb_object(:labels, :values), now(), null)""")
                .bind("package", packageId.key())
                .bind("key", org.orgKey().value())
                .bind("name", org.name())
                .bind("type", org.type())
                .bind("status", org.status())
                .bind("instance", org.instance())
                .bind("parent", org.parent().map(OrgKey::value).orElse(null))
                .bind("installed", org.installed().key())
                .bind("blocked", org.pushBlocked())
                .bind("labels", Columns.texts(org.labels().entrySet(), Map.Entry::getKey))
                .bind("values", Columns.texts(org.labels().entrySet(), Map.Entry::getValue))
                .execute();
    }
}
