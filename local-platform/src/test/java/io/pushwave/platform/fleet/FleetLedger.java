package io.pushwave.platform.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.platform.local.ExecutorFleet;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What really happened to the orgs, and how far that and the executors' results agree. */
final class FleetLedger {
    private static final int PAGE = 10_000;

    private final ExecutorFleet fleet;

    FleetLedger(ExecutorFleet fleet) {
        this.fleet = fleet;
    }

    /** Every org's line by its key, in their order. */
    Map<String, JsonNode> orgs() {
        var orgs = new LinkedHashMap<String, JsonNode>();
        var after = "";
        List<JsonNode> page;
        do {
            page = fleet.simulatedLines("/simulator/ledger?limit=" + PAGE + (after.isEmpty() ? "" : "&after=" + after));
            for (var org : page) {
                after = org.path("orgKey").asText();
                orgs.put(after, org);
            }
        } while (page.size() == PAGE);
        return orgs;
    }

    /** The push requests that campaigns' orgs were pushed in, by their ids; what was cancelled instead is left out. */
    Map<String, String> activatedRequests(Map<String, List<String>> orgsByCampaign) {
        var byRequest = new HashMap<String, String>();
        var orgs = orgs();
        orgsByCampaign.forEach((campaign, keys) -> keys.forEach(key -> {
            var org = orgs.get(key);
            if (org != null) {
                jobs(org).stream()
                        .filter(job -> !job.path("status").asText().equals("Canceled"))
                        .forEach(job -> byRequest.put(job.path("requestId").asText(), campaign));
            }
        }));
        return byRequest;
    }

    /** What is wrong about a campaign that has ended: an org pushed twice or forgotten, or a result that is not true. */
    List<String> wrongs(String campaignId, Collection<String> keys, List<PushResult> results, String versionId) {
        var wrongs = new ArrayList<String>();
        var ends = new HashMap<String, PushResult>();
        for (var result : results) {
            if (result.terminal() && ends.put(result.subject().orgKey().value(), result) != null) {
                wrongs.add(result.subject().commandId() + " has two final results");
            }
        }
        var orgs = orgs();
        for (var key : keys) {
            var end = ends.get(key);
            var org = orgs.get(key);
            if (end == null || org == null) {
                wrongs.add(campaignId + "/" + key + " has no final result");
                continue;
            }
            long started = jobs(org).stream()
                    .filter(job -> job.path("startedAt").isTextual())
                    .count();
            long expected = switch (end) {
                case PushSucceeded _ -> 1;
                case PushFailed failed -> failed.pushJobId().isPresent() ? 1 : 0;
                default -> 0;
            };
            if (started != expected) {
                wrongs.add(key + " was pushed " + started + " times, " + end);
            }
            if (end instanceof PushSucceeded
                    && !org.path("installedVersionId").asText().startsWith(versionId.substring(0, 15))) {
                wrongs.add(key + " has not the version, " + end);
            }
            jobs(org).stream()
                    .filter(job -> !List.of("Succeeded", "Failed", "Canceled")
                            .contains(job.path("status").asText()))
                    .forEach(job -> wrongs.add(key + " has a job that has not ended: " + job));
        }
        return wrongs;
    }

    /** Push requests in a status, asked for as any other client would. */
    List<String> requestsIn(String status) {
        var soql = "SELECT Id FROM PackagePushRequest WHERE Status = '" + status + "'";
        try (var client = HttpClient.newHttpClient()) {
            var login = client.send(
                    HttpRequest.newBuilder(fleet.salesforce().resolve("/services/oauth2/token"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(
                                    "grant_type=client_credentials&client_id=pushwave&client_secret=any"))
                            .build(),
                    BodyHandlers.ofString());
            var token = fleet.http()
                    .parse(login.body(), JsonNode.class)
                    .path("access_token")
                    .asText();
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(fleet.salesforce() + "/services/data/v66.0/query?q="
                                    + URLEncoder.encode(soql, StandardCharsets.UTF_8)))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.ofString());
            return StreamSupport.stream(
                            fleet.http()
                                    .parse(answer.body(), JsonNode.class)
                                    .path("records")
                                    .spliterator(),
                            false)
                    .map(row -> row.path("Id").asText())
                    .toList();
        } catch (IOException | io.pushwave.platform.api.ApiException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> jobs(JsonNode org) {
        return StreamSupport.stream(org.path("jobs").spliterator(), false).toList();
    }
}
