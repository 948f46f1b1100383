package io.pushwave.planner.org.postgres;

import io.pushwave.contracts.SubscriberInventory.Ancestry;
import io.pushwave.contracts.SubscriberInventory.CataloguedVersion;
import io.pushwave.contracts.SubscriberInventory.PackageCatalogued;
import io.pushwave.contracts.SubscriberInventory.ReleaseState;
import io.pushwave.database.Columns;
import io.pushwave.planner.org.Catalogue;
import io.pushwave.planner.org.CatalogueVersion;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.org.VersionNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Packages and their versions, as Salesforce listed them last. */
@ApplicationScoped
public class Catalogues {
    private final Jdbi jdbi;

    public Catalogues(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Stores a catalogue unless a newer one is stored. Versions are added and changed; Salesforce never removes one. */
    public void save(PackageCatalogued catalogued) {
        var packageKey = new PackageId(catalogued.packageId()).key();
        int changed = jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into package as known (package_key, package_id, name, ancestry, as_of)
                        values (:key, :id, :name, :ancestry, :asOf)
                        on conflict (package_key) do update
                        set package_id = excluded.package_id, name = excluded.name, ancestry = excluded.ancestry,
                            as_of = excluded.as_of
                        where known.as_of <= excluded.as_of""")
                .bind("key", packageKey)
                .bind("id", catalogued.packageId())
                .bind("name", catalogued.packageName())
                .bind("ancestry", catalogued.ancestry().name())
                .bind("asOf", catalogued.asOf())
                .execute());
        if (changed != 0) {
            saveVersions(packageKey, catalogued.versions(), catalogued.asOf());
        }
    }

    private void saveVersions(String packageKey, List<CataloguedVersion> versions, Instant asOf) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into package_version (package_key, version_key, version_id, name, major_version, minor_version,
                                                     patch_version, build_number, beta, deprecated, ancestor_id, listed_at)
                        select distinct on (left(version_id, 15)) :key, left(version_id, 15), version_id, name, major, minor,
                            patch, build, beta, deprecated, ancestor_id, :asOf
                        from unnest(:ids, :names, :majors, :minors, :patches, :builds, :betas, :deprecated, :ancestors)
                            as t (version_id, name, major, minor, patch, build, beta, deprecated, ancestor_id)
                        on conflict (package_key, version_key) do update
                        set version_id = excluded.version_id, name = excluded.name, major_version = excluded.major_version,
                            minor_version = excluded.minor_version, patch_version = excluded.patch_version,
                            build_number = excluded.build_number, beta = excluded.beta, deprecated = excluded.deprecated,
                            ancestor_id = excluded.ancestor_id""")
                .bind("key", packageKey)
                .bind("asOf", asOf)
                .bind("ids", Columns.texts(versions, CataloguedVersion::packageVersionId))
                .bind("names", Columns.texts(versions, CataloguedVersion::name))
                .bind("majors", Columns.integers(versions, CataloguedVersion::majorVersion))
                .bind("minors", Columns.integers(versions, CataloguedVersion::minorVersion))
                .bind("patches", Columns.integers(versions, CataloguedVersion::patchVersion))
                .bind("builds", Columns.integers(versions, CataloguedVersion::buildNumber))
                .bind("betas", Columns.booleans(versions, version -> version.releaseState() == ReleaseState.BETA))
                .bind("deprecated", Columns.booleans(versions, CataloguedVersion::deprecated))
                .bind(
                        "ancestors",
                        Columns.texts(versions, version -> version.ancestorId().orElse(null)))
                .execute());
    }

    /** The package's catalogue; a package that was never listed has no versions and its id for a name. */
    public Catalogue of(PackageId packageId) {
        var versions = jdbi.withHandle(handle -> handle.createQuery("""
                        select version_id, name, major_version, minor_version, patch_version, build_number, beta, deprecated,
                            ancestor_id, listed_at
                        from package_version where package_key = :key""")
                .bind("key", packageId.key())
                .map(Catalogues::version)
                .list());
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select name, ancestry from package where package_key = :key")
                        .bind("key", packageId.key())
                        .map((row, _) -> new Catalogue(
                                row.getString("name"), Ancestry.valueOf(row.getString("ancestry")), versions))
                        .findOne())
                .orElseGet(() -> new Catalogue(packageId.value(), Ancestry.UNKNOWN, versions));
    }

    private static CatalogueVersion version(ResultSet row, StatementContext context) throws SQLException {
        return new CatalogueVersion(
                new PackageVersionId(row.getString("version_id")),
                row.getString("name"),
                new VersionNumber(
                        row.getInt("major_version"),
                        row.getInt("minor_version"),
                        row.getInt("patch_version"),
                        row.getInt("build_number")),
                row.getBoolean("beta"),
                row.getBoolean("deprecated"),
                Optional.ofNullable(row.getString("ancestor_id")).map(PackageVersionId::new),
                row.getTimestamp("listed_at").toInstant());
    }
}
