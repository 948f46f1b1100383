package io.pushwave.simulator.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened to one org.
 *
 * @param orgKey 15 characters
 * @param seededVersionId what it had at the beginning
 * @param installedVersionId what it has now
 * @param jobs oldest first
 */
public record LedgerLine(
        String orgKey,
        String orgType,
        String orgStatus,
        String instanceName,
        Optional<String> seededVersionId,
        Optional<String> installedVersionId,
        List<Job> jobs) {

    public LedgerLine {
        jobs = List.copyOf(jobs);
    }

    /** A push job. Times are simulated. */
    public record Job(
            String jobId,
            String requestId,
            String packageVersionId,
            String status,
            Optional<Instant> createdAt,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            List<Failure> errors) {
        public Job {
            errors = List.copyOf(errors);
        }
    }

    /** Why a job failed. */
    public record Failure(String type, String title, String message) {}

    static LedgerLine of(JsonNode line) {
        var jobs = new ArrayList<Job>();
        for (var job : line.path("jobs")) {
            var errors = new ArrayList<Failure>();
            for (var error : job.path("errors")) {
                errors.add(new Failure(text(error, "type"), text(error, "title"), text(error, "message")));
            }
            jobs.add(new Job(
                    text(job, "jobId"),
                    text(job, "requestId"),
                    text(job, "packageVersionId"),
                    text(job, "status"),
                    optional(job, "createdAt").map(Instant::parse),
                    optional(job, "startedAt").map(Instant::parse),
                    optional(job, "endedAt").map(Instant::parse),
                    errors));
        }
        return new LedgerLine(
                text(line, "orgKey"),
                text(line, "orgType"),
                text(line, "orgStatus"),
                text(line, "instanceName"),
                optional(line, "seededVersionId"),
                optional(line, "installedVersionId"),
                jobs);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }

    private static Optional<String> optional(JsonNode node, String name) {
        return node.hasNonNull(name) ? Optional.of(node.get(name).asText()) : Optional.empty();
    }
}
