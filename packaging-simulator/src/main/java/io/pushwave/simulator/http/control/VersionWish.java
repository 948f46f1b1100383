package io.pushwave.simulator.http.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pushwave.simulator.domain.catalogue.DefectRates;
import io.pushwave.simulator.domain.catalogue.ManagedPackage;
import io.pushwave.simulator.domain.catalogue.PackageKind;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.catalogue.PackageVersion.ReleaseState;
import io.pushwave.simulator.domain.catalogue.VersionDraft;
import io.pushwave.simulator.domain.catalogue.VersionNumber;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A version that shall be added or changed, given as JSON or as a line of a CSV file; checked member by member. */
final class VersionWish {
    /** Members of JSON and columns of CSV. Versions are named by their id or, as in {@code Harbor Suite 2.0}, by name. */
    static final List<String> MEMBERS = List.of(
            "packageId",
            "packageName",
            "namespacePrefix",
            "kind",
            "major",
            "minor",
            "patch",
            "build",
            "releaseState",
            "deprecated",
            "ancestor",
            "requires",
            "target",
            "defectRate",
            "defectRates");

    private static final List<String> CHANGEABLE =
            List.of("releaseState", "deprecated", "target", "defectRate", "defectRates");

    /** Longest name of a package, which is kept in snapshots; ours. */
    private static final int LONGEST_NAME = 255;

    private static final int MOST_IN_A_PART = 99_999;

    private final JsonNode body;
    private final String where;
    private final PackagingPlatform platform;

    /** @param where what refusals begin with */
    VersionWish(JsonNode body, String where, PackagingPlatform platform) {
        this.body = body;
        this.where = where;
        this.platform = platform;
    }

    private ProblemException wrong(String sentence) {
        return ProblemException.badRequest(where + sentence);
    }

    private void checkMembers(List<String> known) {
        for (var member : body.properties()) {
            if (!known.contains(member.getKey())) {
                throw wrong(
                        "'" + member.getKey() + "' is unknown: one of " + String.join(", ", known) + " is expected");
            }
        }
    }

    /**
     * Adds the version, and its package if that is named and new.
     *
     * @throws ProblemException naming the member, its value and the rule
     */
    PackageVersion add() {
        checkMembers(MEMBERS);
        try {
            var of = managedPackage();
            var state = text("releaseState").map(this::releaseState).orElse(ReleaseState.RELEASED);
            boolean deprecated = truth("deprecated");
            boolean target = truth("target");
            if (target && (deprecated || state == ReleaseState.BETA)) {
                throw wrong("target is true, but the version is not released or is deprecated");
            }
            var number = number(of);
            var defects = defects(DefectRates.NONE);
            var added = platform.publishing()
                    .addVersion(new VersionDraft(
                            of, number, state, deprecated, target, ancestor(of, number), platform.now(), requires(of)));
            platform.publishing().defects(added, defects);
            return added;
        } catch (IllegalStateException full) {
            throw wrong(String.valueOf(full.getMessage()));
        }
    }

    private ManagedPackage managedPackage() {
        var catalogue = platform.catalogue();
        var id = text("packageId");
        var name = text("packageName");
        if (id.isPresent() == name.isPresent()) {
            throw wrong("either packageId or packageName is expected");
        }
        if (id.isPresent()) {
            int row = catalogue.packageRow(id.get());
            if (row < 0) {
                throw wrong("packageId '" + id.get() + "' is the id of no package; GET /simulator/versions lists them");
            }
            return catalogue.managedPackage(row);
        }
        return catalogue.packages().stream()
                .filter(each -> each.name().equalsIgnoreCase(name.orElseThrow()))
                .findFirst()
                .orElseGet(() -> newPackage(name.orElseThrow()));
    }

    private ManagedPackage newPackage(String name) {
        var kind = text("kind").map(this::kind).orElse(PackageKind.MANAGED);
        var namespace = text("namespacePrefix");
        if (namespace.isEmpty() && kind != PackageKind.UNLOCKED) {
            throw wrong("namespacePrefix is missing; only an unlocked package can be without");
        }
        if (name.length() > LONGEST_NAME || namespace.orElse("").length() > LONGEST_NAME) {
            throw wrong("packageName or namespacePrefix has more than " + LONGEST_NAME + " characters");
        }
        return platform.publishing().addPackage(name, namespace.orElse(null), kind);
    }

    private PackageKind kind(String name) {
        return named("kind", name, PackageKind::ofSettingName);
    }

    private ReleaseState releaseState(String name) {
        return named("releaseState", name, ReleaseState::ofApiName);
    }

    private <T> T named(String member, String name, Function<String, T> values) {
        try {
            return values.apply(name);
        } catch (IllegalArgumentException unknown) {
            throw wrong(member + " " + unknown.getMessage());
        }
    }

    private VersionNumber number(ManagedPackage of) {
        var siblings = platform.catalogue().versionsOf(of);
        int major = part("major", OptionalInt.empty());
        int minor = part("minor", OptionalInt.empty());
        int patch = part("patch", OptionalInt.of(0));
        var asked = new VersionNumber(major, minor, patch, 0);
        int latest = siblings.stream()
                .filter(version -> isSame(version.number(), asked))
                .mapToInt(PackageVersion::build)
                .max()
                .orElse(0);
        var number = new VersionNumber(major, minor, patch, part("build", OptionalInt.of(latest + 1)));
        for (var sibling : siblings) {
            boolean released = sibling.releaseState() == ReleaseState.RELEASED;
            if (sibling.number().equals(number) || (released && isSame(sibling.number(), number))) {
                throw wrong("version " + number.text() + " build " + number.build() + " cannot be added: " + of.name()
                        + " has it already, or has released this number");
            }
        }
        return number;
    }

    private static boolean isSame(VersionNumber one, VersionNumber other) {
        return one.isOfSameRelease(other) && one.patch() == other.patch();
    }

    private int part(String member, OptionalInt otherwise) {
        if (!body.has(member) && otherwise.isPresent()) {
            return otherwise.getAsInt();
        }
        try {
            int value = Integer.parseInt(body.path(member).asText());
            if (value >= 0 && value <= MOST_IN_A_PART) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, in the same words as a number out of range.
        }
        throw wrong(member + " is '" + body.path(member).asText() + "', 0 to " + MOST_IN_A_PART + " is expected");
    }

    private OptionalInt ancestor(ManagedPackage of, VersionNumber number) {
        var name = text("ancestor");
        if (name.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!of.kind().hasAncestry()) {
            throw wrong("ancestor is '" + name.get() + "', but only managed second-generation packages have ancestors");
        }
        var ancestor = version("ancestor", name.get(), of);
        if (!ancestor.managedPackage().equals(of)) {
            throw wrong("ancestor '" + name.get() + "' is of another package");
        }
        if (!number.isHigherThan(ancestor.number())) {
            throw wrong("ancestor '" + name.get() + "' is not lower than " + number.text());
        }
        return OptionalInt.of(ancestor.index());
    }

    private List<PackageVersion> requires(ManagedPackage of) {
        var required = new ArrayList<PackageVersion>();
        var names = body.path("requires");
        if (names.isArray()) {
            for (var name : names) {
                required.add(required(name.asText(), of));
            }
        } else {
            text("requires").ifPresent(name -> required.add(required(name, of)));
        }
        return required;
    }

    private PackageVersion required(String name, ManagedPackage of) {
        var version = version("requires", name, null);
        if (version.managedPackage().equals(of)) {
            throw wrong("requires '" + name + "' is of the same package");
        }
        return version;
    }

    /** @param of the package whose versions may be named by their number alone */
    private PackageVersion version(String member, String name, @Nullable ManagedPackage of) {
        var found = platform.catalogue().findVersion(name);
        if (found != null) {
            return found;
        }
        return platform.catalogue().versions().stream()
                .filter(version -> version.name().equalsIgnoreCase(name)
                        || (version.managedPackage().equals(of)
                                && version.number().text().equals(name)))
                .findFirst()
                .orElseThrow(() -> wrong(member + " '" + name + "' is no version; GET /simulator/versions lists them"));
    }

    /**
     * Releases or deprecates a version, or makes it the target.
     *
     * @throws ProblemException naming the member, its value and the rule
     */
    void change(PackageVersion version) {
        checkMembers(CHANGEABLE);
        var state = text("releaseState").map(this::releaseState).orElse(version.releaseState());
        if (state == ReleaseState.BETA && version.releaseState() == ReleaseState.RELEASED) {
            throw wrong("releaseState is 'Beta', but a released version stays released");
        }
        boolean deprecated = body.has("deprecated") ? truth("deprecated") : version.deprecated();
        boolean target = truth("target");
        if (target && (deprecated || state == ReleaseState.BETA)) {
            throw wrong("target is true, but the version is not released or is deprecated");
        }
        boolean rated = body.has("defectRate") || body.has("defectRates");
        var defects = rated ? defects(platform.catalogue().defects(version)) : null;
        if (state == ReleaseState.RELEASED && version.releaseState() == ReleaseState.BETA) {
            checkNumberIsFree(version);
            platform.publishing().release(version);
        }
        if (deprecated != version.deprecated()) {
            platform.publishing().deprecate(version, deprecated);
        }
        if (target) {
            platform.publishing().target(version);
        }
        if (defects != null) {
            platform.publishing().defects(version, defects);
        }
    }

    /** Shares of orgs in which the version is defective: one of all, and those of instances and customers by their names. */
    private DefectRates defects(DefectRates before) {
        try {
            var rates = before;
            if (body.has("defectRate")) {
                rates = rates.with(share("defectRate", body.get("defectRate")));
            }
            var byName = body.path("defectRates");
            if (byName.isTextual()) {
                for (var entry : List.of(byName.asText().split(";", -1))) {
                    var parts = entry.split("=", 2);
                    rates = rates.with(parts[0].strip(), share("defectRates", new TextNode(parts[parts.length - 1])));
                }
            } else if (byName.isObject()) {
                for (var each : byName.properties()) {
                    rates = rates.with(each.getKey(), share("defectRates", each.getValue()));
                }
            } else if (!byName.isMissingNode()) {
                throw wrong("defectRates is " + byName + ", shares by the names of instances and orgs are expected");
            }
            return rates;
        } catch (IllegalArgumentException unknown) {
            throw wrong("defectRates: " + unknown.getMessage());
        }
    }

    private double share(String member, JsonNode value) {
        try {
            double share = Double.parseDouble(value.asText());
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, in the same words as a number out of range.
        }
        throw wrong(member + " is " + value + ", 0 to 1 is expected");
    }

    private void checkNumberIsFree(PackageVersion beta) {
        for (var sibling : platform.catalogue().versionsOf(beta.managedPackage())) {
            if (sibling.releaseState() == ReleaseState.RELEASED && isSame(sibling.number(), beta.number())) {
                throw wrong("releaseState is 'Released', but this number is released already");
            }
        }
    }

    private Optional<String> text(String member) {
        if (!body.has(member)) {
            return Optional.empty();
        }
        if (!body.get(member).isTextual() || body.get(member).asText().isBlank()) {
            throw wrong(member + " is " + body.get(member) + ", a text is expected");
        }
        return Optional.of(body.get(member).asText().strip());
    }

    private boolean truth(String member) {
        var value = body.path(member).asText("false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(member + " is '" + value + "', true or false is expected");
        };
    }
}
