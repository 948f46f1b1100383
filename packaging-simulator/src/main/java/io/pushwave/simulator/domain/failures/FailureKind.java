package io.pushwave.simulator.domain.failures;

import io.pushwave.simulator.domain.SeededDraw;
import io.pushwave.simulator.domain.catalogue.DefectRates;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a push job fails: the error types, titles and texts that were seen in public, and placeholders for the types of which
 * no public example was found ({@link #seen()} is false for those; `docs/packaging-simulator.md` lists them).
 *
 * <p>Shares are of all failures, in thousandths, and a setting ({@link FailureMix}). No source gives a breakdown: the order of magnitude follows how often each
 * kind is told of.
 */
public enum FailureKind {
    UNEXPECTED_FAILURE(
            300,
            true,
            true,
            "UnclassifiedError",
            "Unexpected Failure",
            "An unexpected failure was experienced during the upgrade. The subscriber's organization was unaffected. Contact"
                    + " salesforce.com Support through your normal channels and provide the following error number:"
                    + " %1$d-%2$d (%3$d).",
            null),
    INSTALL_SCRIPT_LOCK(
            120,
            true,
            true,
            "UnclassifiedError",
            "Unexpected Error",
            "System.DmlException: Upsert failed. First exception on row 0; first error:"
                    + " CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, ORA-04021: timeout occurred while waiting to lock object: []"
                    + "\n\nClass.sfal.InstallScript.onInstall: line 5, column 1",
            null),
    DEFINITION_NOT_FOUND(
            190,
            true,
            true,
            "DeployError",
            "Deployment Failure",
            "Definition for js://hed.STG_CMP_Header not found",
            "0,,,20,AuraDefinitionBundle"),
    NOT_YET_AVAILABLE(60, true, true, "IneligibleUpgrade", "Not Available", "This package is not yet available", null),
    LOCKED(40, true, false, "LockingFailure", "Locking Failure", "admin operation already in progress", null),
    DEPENDENT_PACKAGE_CONFLICT(
            130,
            false,
            true,
            "IneligibleUpgrade",
            "Dependent Package Conflict",
            "This package requires that a newer version of a dependent package be installed before the upgrade can proceed:"
                    + " EDA, Version EDA 1.93. Ask the subscriber to install the dependent package and then retry the push"
                    + " upgrade.",
            null),
    APEX_TEST(
            60,
            false,
            false,
            "ApexTestFailure",
            "Apex Test Failure",
            "System.AssertException: Assertion Failed: a subscriber's validation rule refused the test's record",
            null),
    TAB_COLLISION(
            40,
            false,
            false,
            "DeployError",
            "Deployment Failure",
            "A custom tab of the package has the name of a tab that the organization already has",
            "0,,,1,CustomTab"),
    LIMIT(20, false, false, "LimitExceeded", "Limit Exceeded", "The organization has reached a limit", null),
    FEATURE(
            10,
            false,
            false,
            "FeatureMissing",
            "Feature Missing",
            "A feature that the package requires is not enabled in the organization",
            null),
    PAC(
            10,
            false,
            false,
            "PACError",
            "Package Access Control",
            "The package's access controls refused the upgrade",
            null),
    /** Failed without any {@code PackagePushError} row. */
    UNEXPLAINED(20, true, true, "", "", "", null),
    /** Texts with characters that other systems cannot store; drawn only if a mix names it. */
    UNPRINTABLE(
            0,
            false,
            false,
            "UnclassifiedError",
            "Unexpected \u0000 Error",
            "System.StringException: a subscriber's record holds \u0000 and \u0007 where the install script reads a name",
            "0,,,1,Custom\u0000Object"),

    /** The version is defective in this org; {@link DefectRates}, not the mix, says where. */
    DEFECT(
            0,
            false,
            false,
            "UnclassifiedError",
            "Unexpected Error",
            "System.NullPointerException: Attempt to de-reference a null object"
                    + "\n\nClass.harbor.InstallScript.onInstall: line 12, column 1",
            null),

    /** The org uninstalled the package between the job's insert and its start; not drawn. */
    UNINSTALLED(0, false, true, "IneligibleUpgrade", "Package Uninstalled", "The package was uninstalled", null),
    /** The org became inactive between the job's insert and its start; not drawn. */
    EXPIRED(
            0,
            false,
            true,
            "IneligibleUpgrade",
            "Salesforce Subscription Expired",
            "The subscriber's Salesforce subscription has expired",
            null),
    /** The org has this or a higher version by the time its job starts; not drawn. */
    NOT_LOWER(
            0,
            false,
            false,
            "IneligibleUpgrade",
            "Version Not Higher",
            "The organization already has this version of the package or a newer one",
            null),
    /** The org of a migration has another version than the target by the time its job starts; not drawn. */
    NOT_EQUAL(
            0,
            false,
            false,
            "IneligibleUpgrade",
            "Version Not Equal",
            "The organization must have the version of the package that it is migrated to",
            null),
    /** The org's version is no ancestor of the target by the time its job starts; not drawn. */
    OFF_PATH(
            0,
            false,
            false,
            "IneligibleUpgrade",
            "No Common Ancestor",
            "The currently installed version does not share a common ancestor with this version.",
            null),
    /** The org has a beta by the time its job starts; not drawn. */
    ON_BETA(
            0,
            false,
            true,
            "IneligibleUpgrade",
            "Cannot upgrade beta package",
            "You cannot upgrade a beta package, because developers can make incompatible changes to a package that has been"
                    + " released as a beta. To install a newer version of the package, you must first uninstall the existing"
                    + " version.",
            null),
    /** The org lacks a version of another package that this one requires, when its job starts; not drawn. */
    BASE_MISSING(
            0,
            false,
            true,
            "IneligibleUpgrade",
            "Dependent Package Conflict",
            "This package requires that a newer version of a dependent package be installed before the upgrade can proceed:"
                    + " %s, Version %s. Ask the subscriber to install the dependent package and then retry the push"
                    + " upgrade.",
            null),
    /** The subscriber blocks pushes by the time its job starts; not drawn. */
    BLOCKED(
            0,
            false,
            false,
            "IneligibleUpgrade",
            "Push Upgrade Blocked",
            "The subscriber has blocked push upgrades of this package",
            null),

    /** Told beside {@link #APEX_TEST}; never a reason by itself. */
    ANOTHER_TEST(
            0,
            false,
            false,
            "ApexTestFailure",
            "Apex Test Failure",
            "System.DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING",
            null),
    /** Told beside {@link #DEFINITION_NOT_FOUND}; never a reason by itself. */
    ANOTHER_DEFINITION(
            0,
            true,
            false,
            "DeployError",
            "Deployment Failure",
            "Definition for js://hed.STG_CMP_Tabs not found",
            "0,,,21,AuraDefinitionBundle"),
    /** A warning beside any reason. */
    OPTIONAL_FEATURE_WARNING(
            0,
            false,
            false,
            "FeatureMissing",
            "Feature Missing",
            "An optional feature that the package uses is not enabled in the organization",
            null),
    /** A warning beside any reason. */
    LIMIT_WARNING(
            0, false, false, "LimitExceeded", "Limit Nearly Reached", "The organization is close to a limit", null),
    /** A warning beside any reason. */
    PROFILE_WARNING(
            0, false, false, "UnclassifiedError", "Profile Not Updated", "A profile could not be updated", null);

    private static final FailureKind[] ALL = values();
    private static final List<FailureKind> WARNINGS = List.of(OPTIONAL_FEATURE_WARNING, LIMIT_WARNING, PROFILE_WARNING);

    private final int share;
    private final boolean heals;
    private final boolean seen;
    private final String errorType;
    private final String title;
    private final String message;
    private final @Nullable String details;

    FailureKind(
            int share,
            boolean heals,
            boolean seen,
            String errorType,
            String title,
            String message,
            @Nullable String details) {
        this.share = share;
        this.heals = heals;
        this.seen = seen;
        this.errorType = errorType;
        this.title = title;
        this.message = message;
        this.details = details;
    }

    /** Its share of the failures by default, in thousandths. */
    int share() {
        return share;
    }

    /** Whether it is a matter of chance; the others follow from an org's state, or come beside a reason. */
    public boolean isDrawn() {
        return share > 0 || this == UNPRINTABLE;
    }

    /** As a setting names it. */
    String flag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An error or warning that may be told beside this reason. */
    public FailureKind beside(long bits) {
        int which = SeededDraw.below(bits, WARNINGS.size() + 1);
        if (which < WARNINGS.size()) {
            return WARNINGS.get(which);
        }
        if (this == APEX_TEST) {
            return ANOTHER_TEST;
        }
        return this == DEFINITION_NOT_FOUND ? ANOTHER_DEFINITION : PROFILE_WARNING;
    }

    /** {@code PackagePushError.ErrorSeverity}: Error or Warning. */
    public String severity() {
        return WARNINGS.contains(this) ? "Warning" : "Error";
    }

    /** The text of {@link #BASE_MISSING}. */
    static String baseMissing(String packageName, String versionName) {
        return BASE_MISSING.message.formatted(packageName, versionName);
    }

    /** The values of {@code PackagePushError.ErrorType}. */
    public static List<String> errorTypes() {
        return Arrays.stream(ALL)
                .map(FailureKind::errorType)
                .filter(type -> !type.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether pushing again may help. */
    public boolean heals() {
        return heals;
    }

    /** Whether type, title and text were seen in public; otherwise the type is documented and the words are ours. */
    public boolean seen() {
        return seen;
    }

    /** Whether a {@code PackagePushError} row comes with it. */
    public boolean isExplained() {
        return this != UNEXPLAINED;
    }

    public String errorType() {
        return errorType;
    }

    public String title() {
        return title;
    }

    /** The text, with the three numbers of a gack where there is one. */
    public String message(long bits) {
        return this == UNEXPECTED_FAILURE
                ? message.formatted(100_000_000 + SeededDraw.below(bits, 900_000_000), 1_000 + (bits & 0xFFFF), (int)
                        ((bits * 31) >>> 17))
                : message;
    }

    public @Nullable String details() {
        return details;
    }
}
