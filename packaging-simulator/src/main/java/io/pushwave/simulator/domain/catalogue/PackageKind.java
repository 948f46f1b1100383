package io.pushwave.simulator.domain.catalogue;

/** How a package was made, which decides how its versions follow each other and where it is listed. */
public enum PackageKind {
    /** First-generation managed: no ancestry, no {@code Package2} rows; needs the security review. */
    FIRST_GENERATION("1gp", "Package", ""),
    /** Second-generation managed: upgrades along the ancestry only; needs the security review. */
    MANAGED("managed-2gp", "Package2", "Managed"),
    /** Unlocked, with or without a namespace: no ancestry, no security review. */
    UNLOCKED("unlocked", "Package2", "Unlocked");

    private final String settingName;
    private final String category;
    private final String containerOptions;

    PackageKind(String settingName, String category, String containerOptions) {
        this.settingName = settingName;
        this.category = category;
        this.containerOptions = containerOptions;
    }

    /** How settings and the simulator's own controls spell it. */
    public String settingName() {
        return settingName;
    }

    /** {@code MetadataPackage.PackageCategory}; evidence: documented. */
    public String category() {
        return category;
    }

    /** {@code Package2.ContainerOptions}; empty if there is no such row. */
    public String containerOptions() {
        return containerOptions;
    }

    /** Whether {@code Package2} and {@code Package2Version} list it. */
    public boolean isSecondGeneration() {
        return this != FIRST_GENERATION;
    }

    /** Whether an upgrade must follow the ancestry; evidence: documented for managed 2GP. */
    public boolean hasAncestry() {
        return this == MANAGED;
    }

    /** Whether Salesforce asks for its security review before a push; evidence: documented. */
    public boolean needsSecurityReview() {
        return this != UNLOCKED;
    }

    /**
     * The kind with this {@link #settingName}.
     *
     * @throws IllegalArgumentException naming the kinds that exist
     */
    public static PackageKind ofSettingName(String name) {
        for (var kind : values()) {
            if (kind.settingName.equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is unknown: 1gp, managed-2gp or unlocked is expected");
    }
}
