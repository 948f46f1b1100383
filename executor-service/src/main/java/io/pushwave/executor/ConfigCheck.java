package io.pushwave.executor;

import io.pushwave.executor.domain.ApiVersion;
import io.pushwave.executor.domain.SalesforceAddress;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Refuses to start with settings that cannot work, in a sentence that names the setting, its value and the rule. */
@ApplicationScoped
class ConfigCheck {
    private final ExecutorConfig config;

    ConfigCheck(ExecutorConfig config) {
        this.config = config;
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        check(config);
    }

    /** @throws IllegalArgumentException for the first setting that breaks a rule */
    static void check(ExecutorConfig config) {
        address(config.salesforce().loginUrl());
        config.salesforce().apiVersion().ifPresent(ConfigCheck::apiVersion);
        budget(config.budget());
        between("request.max-orgs", config.request().maxOrgs(), 1, 10_000);
        between("request.sample", config.request().sample(), config.request().maxOrgs(), 1_000_000);
        between("request.formed-per-tick", config.request().formedPerTick(), 1, 1_000);
        between("request.parallelism", config.request().parallelism(), 1, 25);
        between("request.bulk-from", config.request().bulkFrom(), 1, 10_001);
        between("request.refusal-retries", config.request().refusalRetries(), 0, 10);
        between("request.ended-per-tick", config.request().endedPerTick(), 1, 10_000);
        between("polling.requests-per-query", config.polling().requestsPerQuery(), 1, 100);
        between("polling.ids-per-query", config.polling().idsPerQuery(), 1, 400);
        between("inventory.rows-per-message", config.inventory().rowsPerMessage(), 1, 500);
        inventory(config.inventory());
        atLeast("inventory.retry-longest", config.inventory().retryLongest(), config.retryFirst());
        between("salesforce.read-tries", config.salesforce().readTries(), 1, 10);
        atLeast("tick", config.tick(), Duration.ofMillis(10));
        atLeast("retry-first", config.retryFirst(), Duration.ofMillis(1));
        atLeast("retry-longest", config.retryLongest(), config.retryFirst());
        atLeast("hold-recheck", config.holdRecheck(), Duration.ofMillis(1));
        atLeast("count-every", config.countEvery(), Duration.ofSeconds(1));
        atLeast("unknown-campaign-after", config.unknownCampaignAfter(), Duration.ofMinutes(1));
        atLeast("controls-stale-after", config.controlsStaleAfter(), Duration.ofSeconds(5));
        atLeast("request.activation-within", config.request().activationWithin(), Duration.ofMillis(10));
        atMost("request.activation-within", config.request().activationWithin(), Duration.ofMillis(900));
        atLeast("request.wrong-org-patience", config.request().wrongOrgPatience(), Duration.ofMinutes(1));
        atLeast("salesforce.wrong-org-recheck", config.salesforce().wrongOrgRecheck(), config.retryLongest());
        atLeast("request.orphan-sweep", config.request().orphanSweep(), Duration.ofSeconds(1));
        atLeast("request.bulk-poll-first", config.request().bulkPollFirst(), Duration.ofMillis(1));
        atLeast(
                "request.bulk-poll-longest",
                config.request().bulkPollLongest(),
                config.request().bulkPollFirst());
        // Each look keeps the request for another lease.
        atLeast("lease", config.lease(), config.request().bulkPollLongest().plusMillis(1));
        atLeast("request.refusal-retry-wait", config.request().refusalRetryWait(), Duration.ofMillis(1));
        atLeast("salesforce.read-retry-wait", config.salesforce().readRetryWait(), Duration.ofMillis(1));
        atLeast("polling.min-interval", config.polling().minInterval(), Duration.ofMillis(10));
        atLeast(
                "polling.max-interval",
                config.polling().maxInterval(),
                config.polling().minInterval());
        atLeast("polling.job-timeout", config.polling().jobTimeout(), Duration.ofSeconds(1));
        var lateInterval = config.polling().lateInterval();
        atLeast("polling.late-interval", lateInterval, config.polling().minInterval());
        atLeast("polling.late-answers", config.polling().lateAnswers(), lateInterval);
        atLeast("polling.late-comparison", config.polling().lateComparison(), lateInterval);
        // An instance that merely waits for an answer must not lose what it works on.
        atLeast("lease", config.lease(), config.salesforce().callTimeout().plusMillis(1));
    }

    private static void address(URI loginUrl) {
        try {
            var _ = new SalesforceAddress(loginUrl);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pushwave.executor.salesforce.login-url: " + e.getMessage(), e);
        }
    }

    private static void budget(ExecutorConfig.Budget budget) {
        part("budget.share", budget.share(), budget.share() > 0 && budget.share() <= 1, "above 0 and up to 1");
        for (var part : Map.of(
                        "reserve", budget.reserve(),
                        "following-part", budget.followingPart(),
                        "pushing-part", budget.pushingPart())
                .entrySet()) {
            part(
                    "budget." + part.getKey(),
                    part.getValue(),
                    part.getValue() >= 0 && part.getValue() < 1,
                    "0 up to below 1");
        }
        part(
                "budget.cancelling-part",
                budget.cancellingPart(),
                budget.cancellingPart() >= 0 && budget.cancellingPart() <= budget.followingPart(),
                "0 up to budget.following-part");
        between("budget.assumed-limit", budget.assumedLimit(), 1, Integer.MAX_VALUE);
        between("budget.concurrent-calls", budget.concurrentCalls(), 1, 25);
        between("budget.block", budget.block(), 1, 1_000);
        atLeast("budget.window", budget.window(), Duration.ofMinutes(1));
        atLeast("budget.limit-pause", budget.limitPause(), Duration.ofMillis(1));
        atLeast("budget.concurrency-pause", budget.concurrencyPause(), Duration.ofMillis(1));
        atLeast("budget.longest-pause", budget.longestPause(), budget.limitPause());
    }

    private static void inventory(ExecutorConfig.Inventory inventory) {
        between("inventory.export-from", inventory.exportFrom(), 1, Long.MAX_VALUE);
        between("inventory.export-page-rows", inventory.exportPageRows(), 1_000, 100_000);
        if (!inventory.refresh().isZero()) {
            atLeast("inventory.refresh", inventory.refresh(), Duration.ofMinutes(1));
        }
        atLeast("inventory.fresh-for", inventory.freshFor(), Duration.ZERO);
        atLeast("inventory.full-comparison", inventory.fullComparison(), Duration.ofMinutes(1));
        atLeast("inventory.overlap", inventory.overlap(), Duration.ZERO);
        atLeast("inventory.export-poll", inventory.exportPoll(), Duration.ofMillis(10));
        atLeast("inventory.export-timeout", inventory.exportTimeout(), Duration.ofSeconds(1));
    }

    private static void part(String name, double value, boolean allowed, String rule) {
        if (!allowed) {
            throw new IllegalArgumentException(
                    "pushwave.executor." + name + " is " + value + ", " + rule + " is allowed");
        }
    }

    private static void apiVersion(String version) {
        try {
            if (ApiVersion.parse(version).known()) {
                return;
            }
        } catch (IllegalArgumentException notAVersion) {
            // Refused below, in the same words as one that is not known.
        }
        throw new IllegalArgumentException("pushwave.executor.salesforce.api-version is '" + version + "', "
                + ApiVersion.OLDEST + " to " + ApiVersion.NEWEST + " is known");
    }

    private static void between(String name, long value, long minimum, long maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    "pushwave.executor." + name + " is " + value + ", " + minimum + " to " + maximum + " is allowed");
        }
    }

    private static void atMost(String name, Duration value, Duration maximum) {
        if (value.compareTo(maximum) > 0) {
            throw new IllegalArgumentException(
                    "pushwave.executor." + name + " is " + value + ", at most " + maximum + " is allowed");
        }
    }

    private static void atLeast(String name, Duration value, Duration minimum) {
        if (value.compareTo(minimum) < 0) {
            throw new IllegalArgumentException(
                    "pushwave.executor." + name + " is " + value + ", at least " + minimum + " is expected");
        }
    }
}
