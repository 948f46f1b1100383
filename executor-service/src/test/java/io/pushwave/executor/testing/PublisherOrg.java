package io.pushwave.executor.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.testing.SalesforceStandIn.Target;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** What a publisher, other programs and administrators do to the org that the simulator is. */
public final class PublisherOrg {
    private final SalesforceStandIn salesforce;

    public PublisherOrg(SalesforceStandIn salesforce) {
        this.salesforce = salesforce;
    }

    /** Every question is refused with this code. */
    public void refuseQueries(String errorCode, String message) {
        salesforce.rule(
                "\"endpoint\":\"*/query*\",\"always\":true,\"effect\":\"refuseQuery\",\"errorCode\":\"%s\",\"message\":\"%s\""
                        .formatted(errorCode, message));
    }

    /** Everybody together has made so many calls today. */
    public void useUp(int calls) {
        var set = salesforce.send(HttpRequest.newBuilder(salesforce.address("/simulator/budget"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"used\":" + calls + "}")));
        if (set.statusCode() != 200) {
            throw new AssertionError(set.body());
        }
    }

    /**
     * Adds a version.
     *
     * @param members as the simulator's controls have them, without braces
     * @return its id
     */
    public String addVersion(String members) {
        var added = salesforce.send(HttpRequest.newBuilder(salesforce.address("/simulator/versions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{" + members + "}")));
        if (added.statusCode() != 201) {
            throw new AssertionError(added.body());
        }
        return SalesforceStandIn.json(added.body())
                .path("items")
                .path(0)
                .path("packageVersionId")
                .asText();
    }

    /** The version with this name. */
    public Target version(String name) {
        for (var candidate : salesforce.get("/simulator/versions").path("packages")) {
            for (var version : candidate.path("versions")) {
                if (version.path("name").asText().equals(name)) {
                    return new Target(
                            candidate.path("packageId").asText(),
                            version.path("packageVersionId").asText());
                }
            }
        }
        throw new AssertionError("there is no version " + name);
    }

    /** The id of the package that has a version. */
    public String packageOf(String packageVersionId) {
        for (var candidate : salesforce.get("/simulator/versions").path("packages")) {
            for (var version : candidate.path("versions")) {
                if (version.path("packageVersionId").asText().equals(packageVersionId)) {
                    return candidate.path("packageId").asText();
                }
            }
        }
        throw new AssertionError("no package has the version " + packageVersionId);
    }

    /** Lets an org have a version. */
    public void install(OrgKey org, String packageId, String packageVersionId) {
        var changed = salesforce.send(HttpRequest.newBuilder(salesforce.address("/simulator/orgs/" + org))
                .header("Content-Type", "application/json")
                .method(
                        "PATCH",
                        BodyPublishers.ofString("{\"packageId\":\"%s\",\"installedVersionId\":\"%s\"}"
                                .formatted(packageId, packageVersionId))));
        if (changed.statusCode() != 200) {
            throw new AssertionError(changed.body());
        }
    }

    /** Everything that the publisher's org is now, for {@link #become}. */
    public byte[] snapshot() {
        return salesforce.bytes("/simulator/snapshot");
    }

    /** Behind the same address there is another org from now on, and sessions of the one before are over. */
    public void become(byte[] snapshot) {
        var restored = salesforce.send(HttpRequest.newBuilder(salesforce.address("/simulator/snapshot"))
                .POST(BodyPublishers.ofByteArray(snapshot)));
        if (restored.statusCode() / 100 != 2) {
            throw new AssertionError(restored.body());
        }
    }

    /** The calls of a kind that were made, in their order, as the simulator's log has them. */
    public List<JsonNode> calls(String method, String path) {
        var filter = (method.equals("*") ? "" : "&method=" + method) + "&path=" + path;
        return salesforce
                .body("/simulator/requests-log?limit=10000" + filter)
                .lines()
                .filter(line -> !line.isBlank())
                .map(SalesforceStandIn::json)
                .toList();
    }
}
