package io.pushwave.planner.org.rest;

import io.pushwave.contracts.OrgKey;
import io.pushwave.http.Problems;
import io.pushwave.http.RequestValue;
import io.pushwave.planner.TextLimits;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.rest.RequestValues;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes what names packages and orgs out of requests; every method throws an {@link HttpProblem} that names field, value and rule. */
public final class OrgValues {
    private OrgValues() {}

    public static PackageId packageId(String value) {
        return RequestValue.of("packageId", RequestValues.id("packageId", value), PackageId::new);
    }

    public static Optional<PackageId> optionalPackageId(String field, @Nullable String value) {
        return RequestValues.optional(field, value).map(text -> RequestValue.of(field, text, PackageId::new));
    }

    public static OrgKey orgKey(String field, String value) {
        return RequestValue.of(field, RequestValues.id(field, value), OrgKey::new);
    }

    public static Optional<Boolean> flag(String field, @Nullable String value) {
        return Optional.ofNullable(value).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problems.invalid(field, text, field + " is '" + text + "', true or false is expected");
        });
    }

    /** Who wants something. */
    public static String by(@Nullable String value, TextLimits limits) {
        limits.nameFault("by", value).ifPresent(fault -> {
            throw Problems.invalid(fault.field(), fault.value(), fault.rule());
        });
        if (value == null) {
            throw new IllegalStateException("a missing name was let through");
        }
        return value;
    }

    /** A name that somebody gave, for a line of the log: without characters that would begin another line. */
    public static String logged(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    /** 404: nobody has told of the package yet. */
    public static HttpProblem unknownPackage(PackageId packageId) {
        return Problems.notFound(
                "packageId",
                packageId.value(),
                "nothing is known of the subscribers of package " + packageId
                        + ": they come when it is released for the first time");
    }

    /** 404: the register does not have the org. */
    public static HttpProblem unknownOrg(PackageId packageId, OrgKey org) {
        return Problems.notFound("orgKey", org.value(), "the register of package " + packageId + " has no org " + org);
    }
}
