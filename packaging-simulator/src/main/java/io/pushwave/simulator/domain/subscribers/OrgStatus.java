package io.pushwave.simulator.domain.subscribers;

/** {@code PackageSubscriber.OrgStatus}. An inactive org receives no push. */
public enum OrgStatus {
    ACTIVE("Active"),
    DEMO("Demo"),
    FREE("Free"),
    INACTIVE("Inactive"),
    TRIAL("Trial");

    private final String apiName;

    OrgStatus(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }

    /**
     * The status that the API spells like this.
     *
     * @throws IllegalArgumentException naming the values that exist
     */
    public static OrgStatus ofApiName(String apiName) {
        for (var status : values()) {
            if (status.apiName.equalsIgnoreCase(apiName)) {
                return status;
            }
        }
        throw new IllegalArgumentException(
                "status '" + apiName + "' is unknown: Active, Demo, Free, Inactive or Trial is expected");
    }
}
