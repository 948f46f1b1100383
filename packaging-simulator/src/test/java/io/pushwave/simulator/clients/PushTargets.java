package io.pushwave.simulator.clients;

import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Orgs of a simulator to push to, each handed out once, so that tests on one simulator do not meet. */
final class PushTargets {
    private final Deque<String> eligible;
    private final Deque<String> inactive;

    private PushTargets(List<String> eligible, List<String> inactive) {
        this.eligible = new ArrayDeque<>(eligible);
        this.inactive = new ArrayDeque<>(inactive);
    }

    /** Looks all of them up; at most as many as fit on one query page. */
    static PushTargets of(SalesforceClient api) throws IOException, InterruptedException {
        var older = "MetadataPackageVersionId IN ('" + String.join("','", olderVersions(api)) + "')";
        return new PushTargets(
                orgKeys(api, older + " AND OrgStatus != 'Inactive' AND CustomUpgradeType != 'BlockedBySubscriber'"),
                orgKeys(api, older + " AND OrgStatus = 'Inactive'"));
    }

    private static List<String> olderVersions(SalesforceClient api) throws IOException, InterruptedException {
        var older = new ArrayList<String>();
        for (var version : api.get("/simulator/versions").json().at("/packages/0/versions")) {
            if (version.path("target").asBoolean()) {
                return older;
            }
            older.add(version.path("packageVersionId").asText());
        }
        throw new AssertionError("no target");
    }

    private static List<String> orgKeys(SalesforceClient api, String condition)
            throws IOException, InterruptedException {
        return api.query("SELECT OrgKey FROM PackageSubscriber WHERE " + condition)
                .json()
                .path("records")
                .findValuesAsText("OrgKey");
    }

    /** So many orgs that a push may reach. */
    List<String> eligible(int number) {
        var some = new ArrayList<String>();
        while (some.size() < number) {
            some.add(eligible.remove());
        }
        return some;
    }

    /** An org that no push may reach. */
    String inactive() {
        return inactive.remove();
    }
}
