package io.pushwave.simulator.http.control;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.instances.Instances;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.subscribers.OrgRow;
import io.pushwave.simulator.domain.subscribers.OrgRows;
import io.pushwave.simulator.domain.subscribers.OrgStatus;
import io.pushwave.simulator.http.ProblemException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CSV file of orgs that shall be in the base: all of them or, if one cannot be, none. */
final class OrgFile {
    private static final String ORG_KEY = "OrgKey";
    private static final String VERSION = "InstalledVersionId";
    private static final List<String> COLUMNS =
            List.of(ORG_KEY, "OrgName", "OrgStatus", "OrgType", "InstanceName", "ParentOrg", VERSION, "Blocked");

    /** Longest name of an org; ours. */
    private static final int LONGEST_NAME = 255;

    private final PackagingPlatform platform;
    private final boolean replace;
    private final Map<String, PackageVersion> versions = new HashMap<>();

    /** @param replace whether all other orgs go */
    OrgFile(PackagingPlatform platform, boolean replace) {
        this.platform = platform;
        this.replace = replace;
    }

    /** How many orgs were added, and how many changed. */
    record Imported(int added, int changed) {}

    /**
     * Imports the file.
     *
     * @throws ProblemException naming the line, the column, its value and the rule; nothing has changed then
     */
    Imported importFrom(InputStream file) {
        if (replace && hasJobs()) {
            throw conflict("replace is true, but there are push jobs, which name the orgs that would go");
        }
        var rows = new OrgRows(platform.catalogue().versions());
        try (var table = CsvTable.read(file, COLUMNS)) {
            for (var column : List.of(ORG_KEY, VERSION)) {
                if (!table.has(column)) {
                    throw ProblemException.badRequest("line 1: the column '" + column + "' is missing");
                }
            }
            for (var line : table) {
                rows.add(new Row(line).read());
            }
            if (rows.size() == 0) {
                throw ProblemException.badRequest("line 2: at least one org is expected");
            }
            rows.sort().ifPresent(line -> {
                throw ProblemException.badRequest("line " + line + ": OrgKey is that of an earlier line");
            });
            int added = platform.importOrgs(rows, replace);
            return new Imported(added, rows.size() - added);
        } catch (IllegalStateException tooMany) {
            throw ProblemException.badRequest(String.valueOf(tooMany.getMessage()));
        }
    }

    private boolean hasJobs() {
        return platform.jobs().size() > 0;
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(409, "Conflict", detail);
    }

    /** One line, column by column. */
    private final class Row {
        private final CsvTable.Line line;

        Row(CsvTable.Line line) {
            this.line = line;
        }

        OrgRow read() {
            var key = key(ORG_KEY, line.get(ORG_KEY));
            int org = replace ? -1 : platform.subscribers().findOrg(key);
            if (org < 0 && !replace && hasJobs()) {
                throw conflict(line.where() + "OrgKey '" + key
                        + "' is new, but there are push jobs, which name orgs by their place in the order of keys");
            }
            var sandbox = sandbox();
            boolean isSandbox =
                    sandbox == null ? org >= 0 && platform.subscribers().isSandbox(org) : sandbox;
            var installed = version();
            return new OrgRow(
                    key,
                    name(),
                    status(),
                    sandbox,
                    instance(),
                    parent(key, isSandbox),
                    installed,
                    blocked(org, installed),
                    line.number());
        }

        private @Nullable String given(String column) {
            var value = line.get(column);
            return value.isEmpty() ? null : value;
        }

        private String key(String column, String value) {
            var shortened = SalesforceId.shorten(value);
            if (shortened == null || !shortened.startsWith(SalesforceId.ORGANIZATION)) {
                throw wrong(
                        column, "15 letters and digits that begin with 00D, or 18 with the right ending, are expected");
            }
            return shortened;
        }

        private @Nullable String name() {
            var name = given("OrgName");
            if (name != null && name.length() > LONGEST_NAME) {
                throw ProblemException.badRequest(line.where() + "OrgName has " + name.length()
                        + " characters, at most " + LONGEST_NAME + " are expected");
            }
            return name;
        }

        private @Nullable OrgStatus status() {
            var name = given("OrgStatus");
            if (name == null) {
                return null;
            }
            try {
                return OrgStatus.ofApiName(name);
            } catch (IllegalArgumentException unknown) {
                throw wrong("OrgStatus", "Active, Demo, Free, Inactive or Trial is expected");
            }
        }

        private @Nullable Boolean sandbox() {
            var type = given("OrgType");
            if (type == null) {
                return null;
            }
            if (!type.equalsIgnoreCase("Sandbox") && !type.equalsIgnoreCase("Production")) {
                throw wrong("OrgType", "Production or Sandbox is expected");
            }
            return type.equalsIgnoreCase("Sandbox");
        }

        private @Nullable String instance() {
            var name = given("InstanceName");
            if (name != null && !Instances.isName(name)) {
                throw wrong("InstanceName", "2 to 5 capital letters, 1 to 5 digits and perhaps an S are expected");
            }
            return name;
        }

        private @Nullable String parent(String key, boolean isSandbox) {
            var value = given("ParentOrg");
            if (value == null) {
                return null;
            }
            var parent = key("ParentOrg", value);
            if (!isSandbox) {
                throw wrong("ParentOrg", "none is expected, because only a sandbox has one");
            }
            if (parent.equals(key)) {
                throw wrong("ParentOrg", "another org is expected");
            }
            return parent;
        }

        private PackageVersion version() {
            var id = line.get(VERSION);
            var known = versions.get(id);
            if (known != null) {
                return known;
            }
            var found = platform.catalogue().findVersion(id);
            if (found == null) {
                throw wrong(VERSION, "the id of a version is expected; GET /simulator/versions lists them");
            }
            versions.put(id, found);
            return found;
        }

        private @Nullable Boolean blocked(int org, PackageVersion installed) {
            var text = given("Blocked");
            if (text == null) {
                return null;
            }
            if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                throw wrong("Blocked", "true or false is expected");
            }
            boolean blocked = text.equalsIgnoreCase("true");
            if (blocked && installed.patch() > 0) {
                throw wrong("Blocked", "false is expected, because a patch version is installed: " + installed.name());
            }
            int packageIndex = installed.managedPackage().index();
            if (blocked
                    && org >= 0
                    && !platform.subscribers().block(packageIndex, org).allowed()) {
                throw wrong("Blocked", "false is expected, because the publisher does not allow this org to block");
            }
            return blocked;
        }

        private ProblemException wrong(String column, String expected) {
            return ProblemException.badRequest(line.where() + column + " is '" + line.get(column) + "', " + expected);
        }
    }
}
