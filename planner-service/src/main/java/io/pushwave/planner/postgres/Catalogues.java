package io.pushwave.planner.postgres;

import io.pushwave.contracts.SubscriberInventory.CataloguedVersion;
import io.pushwave.contracts.SubscriberInventory.PackageCatalogued;
import io.pushwave.contracts.SubscriberInventory.ReleaseState;
import io.pushwave.planner.domain.Catalogue;
import io.pushwave.planner.domain.CatalogueVersion;
import io.pushwave.planner.domain.PackageId;
import io.pushwave.planner.domain.PackageVersionId;
import io.pushwave.planner.domain.VersionNumber;
import jakarta.enterprise.context.ApplicationScoped;

/** Packages and their versions, as Salesforce listed them last. */
@ApplicationScoped
public class Catalogues {
    private final Jdbc jdbc;

    Catalogues(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores a catalogue unless a newer one is stored. Versions are added and changed; Salesforce never removes one. */
    public void save(PackageCatalogued catalogued) {
        var packageKey = new PackageId(catalogued.packageId()).key();
        int changed = jdbc.update("""
                insert into package as known (package_key, package_id, name, as_of) values (?, ?, ?, ?)
                on conflict (package_key) do update
                set package_id = excluded.package_id, name = excluded.name, as_of = excluded.as_of
                where known.as_of <= excluded.as_of""", statement -> {
            statement.setString(1, packageKey);
            statement.setString(2, catalogued.packageId());
            statement.setString(3, catalogued.packageName());
            statement.setTimestamp(4, Jdbc.timestamp(catalogued.asOf()));
        });
        if (changed == 0) {
            return;
        }
        var versions = catalogued.versions();
        jdbc.update("""
                insert into package_version (package_key, version_key, version_id, name, major_version, minor_version,
                                             patch_version, build_number, beta, deprecated)
                select distinct on (left(version_id, 15)) ?, left(version_id, 15), version_id, name, major, minor, patch,
                    build, beta, deprecated
                from unnest(?::text[], ?::text[], ?::int[], ?::int[], ?::int[], ?::int[], ?::bool[], ?::bool[])
                    as t (version_id, name, major, minor, patch, build, beta, deprecated)
                on conflict (package_key, version_key) do update
                set version_id = excluded.version_id, name = excluded.name, major_version = excluded.major_version,
                    minor_version = excluded.minor_version, patch_version = excluded.patch_version,
                    build_number = excluded.build_number, beta = excluded.beta, deprecated = excluded.deprecated""", statement -> {
            statement.setString(1, packageKey);
            statement.setArray(2, Jdbc.column(statement, "text", versions, CataloguedVersion::packageVersionId));
            statement.setArray(3, Jdbc.column(statement, "text", versions, CataloguedVersion::name));
            statement.setArray(4, Jdbc.column(statement, "int4", versions, CataloguedVersion::majorVersion));
            statement.setArray(5, Jdbc.column(statement, "int4", versions, CataloguedVersion::minorVersion));
            statement.setArray(6, Jdbc.column(statement, "int4", versions, CataloguedVersion::patchVersion));
            statement.setArray(7, Jdbc.column(statement, "int4", versions, CataloguedVersion::buildNumber));
            statement.setArray(
                    8,
                    Jdbc.column(statement, "bool", versions, version -> version.releaseState() == ReleaseState.BETA));
            statement.setArray(9, Jdbc.column(statement, "bool", versions, CataloguedVersion::deprecated));
        });
    }

    /** The package's catalogue; a package that was never listed has no versions and its id for a name. */
    public Catalogue of(PackageId packageId) {
        var versions = jdbc.query(
                """
                select version_id, name, major_version, minor_version, patch_version, build_number, beta, deprecated
                from package_version where package_key = ?""",
                statement -> statement.setString(1, packageId.key()),
                row -> new CatalogueVersion(
                        new PackageVersionId(row.getString(1)),
                        row.getString(2),
                        new VersionNumber(row.getInt(3), row.getInt(4), row.getInt(5), row.getInt(6)),
                        row.getBoolean(7),
                        row.getBoolean(8)));
        var name = jdbc
                .query(
                        "select name from package where package_key = ?",
                        statement -> statement.setString(1, packageId.key()),
                        row -> row.getString(1))
                .stream()
                .findFirst();
        return new Catalogue(name.orElse(packageId.value()), versions);
    }
}
