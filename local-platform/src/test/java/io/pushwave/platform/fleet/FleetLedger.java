package io.pushwave.platform.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.local.ExecutorFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What really happened to the orgs, and how far that and the executors' results agree. */
final class FleetLedger {
    private static final int PAGE = 10_000;
    private static final int LOSSES_MAXIMUM = 10;

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

    /** A push request of a campaign's, as the jobs of its orgs have it. */
    record Pushed(String id, String campaign, boolean cancelled) {}

    /** The push requests that campaigns' orgs have jobs in. */
    List<Pushed> pushRequests(Map<String, List<String>> orgsByCampaign) {
        var byRequest = new HashMap<String, Pushed>();
        var orgs = orgs();
        orgsByCampaign.forEach((campaign, keys) -> keys.forEach(key -> {
            var org = orgs.get(key);
            if (org != null) {
                jobs(org).forEach(job -> {
                    var id = job.path("requestId").asText();
                    byRequest.put(id, new Pushed(id, campaign, status(job).equals("Canceled")));
                });
            }
        }));
        return List.copyOf(byRequest.values());
    }

    /** The push requests that campaigns' orgs were pushed in, by their ids; what was cancelled instead is left out. */
    Map<String, String> activatedRequests(Map<String, List<String>> orgsByCampaign) {
        return pushRequests(orgsByCampaign).stream()
                .filter(request -> !request.cancelled())
                .collect(Collectors.toMap(Pushed::id, Pushed::campaign));
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
            var started = idsOf(org, job -> job.path("startedAt").isTextual());
            if (!started.equals(reported(end, org))) {
                wrongs.add(key + " was pushed by " + started + ", " + end);
            }
            if (!endsAgree(end, org)) {
                wrongs.add(key + " has jobs that went otherwise: " + org.path("jobs") + ", " + end);
            }
            if (end instanceof PushSucceeded
                    && !org.path("installedVersionId").asText().startsWith(versionId.substring(0, 15))) {
                wrongs.add(key + " has not the version, " + end);
            }
            jobs(org).stream()
                    .filter(job -> !List.of("Succeeded", "Failed", "Canceled").contains(status(job)))
                    .forEach(job -> wrongs.add(key + " has a job that has not ended: " + job));
        }
        return wrongs;
    }

    /** The job that was begun in the org, if the result tells of one. */
    private static List<String> reported(PushResult end, JsonNode org) {
        return switch (end) {
            case PushSucceeded succeeded -> List.of(succeeded.pushJobId());
            // A refused activation is reported with the job that was prepared for it, and cancelled.
            case PushFailed failed ->
                failed
                        .pushJobId()
                        .filter(id -> !idsOf(org, job -> status(job).equals("Canceled"))
                                .contains(id))
                        .stream()
                        .toList();
            default -> List.of();
        };
    }

    /** Whether the job that the result tells of ended as the result says. */
    private static boolean endsAgree(PushResult end, JsonNode org) {
        var succeeded = idsOf(org, job -> status(job).equals("Succeeded"));
        return switch (end) {
            case PushSucceeded pushed -> succeeded.contains(pushed.pushJobId());
            case PushFailed failed ->
                failed.failure().failureClass() == FailureClass.TIMED_OUT
                        || failed.pushJobId().filter(succeeded::contains).isEmpty();
            default -> succeeded.isEmpty();
        };
    }

    /** Push requests in a status, asked for as any other client would, again if the call or its answer gets lost. */
    List<String> requestsIn(String status) {
        for (int losses = 0; ; losses++) {
            try {
                return askRequestsIn(status);
            } catch (IOException e) {
                if (losses == LOSSES_MAXIMUM) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private List<String> askRequestsIn(String status) throws IOException {
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
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> idsOf(JsonNode org, Predicate<JsonNode> which) {
        return jobs(org).stream()
                .filter(which)
                .map(job -> job.path("jobId").asText())
                .toList();
    }

    private static String status(JsonNode job) {
        return job.path("status").asText();
    }

    private static List<JsonNode> jobs(JsonNode org) {
        return StreamSupport.stream(org.path("jobs").spliterator(), false).toList();
    }
}
