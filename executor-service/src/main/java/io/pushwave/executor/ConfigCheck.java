package io.pushwave.executor;

import io.pushwave.executor.salesforce.ApiVersion;
import io.pushwave.executor.salesforce.SalesforceAddress;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;

/**
 * Refuses to start with settings that cannot work, in a sentence that names the setting, its value and the rule: where another
 * setting decides the range, or a type of ours. All else is said by the constraints of {@link ExecutorConfig}.
 */
@ApplicationScoped
class ConfigCheck {
    private static final int SAMPLE_MAXIMUM = 1_000_000;

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
        cancellingPart(config.budget());
        atLeast(
                "budget.longest-pause",
                config.budget().longestPause(),
                config.budget().limitPause());
        sample(config.request());
        refresh(config.inventory());
        atLeast("inventory.retry-longest", config.inventory().retryLongest(), config.retryFirst());
        atLeast("retry-longest", config.retryLongest(), config.retryFirst());
        atLeast("salesforce.wrong-org-recheck", config.salesforce().wrongOrgRecheck(), config.retryLongest());
        atLeast(
                "request.bulk-poll-longest",
                config.request().bulkPollLongest(),
                config.request().bulkPollFirst());
        // Each look keeps the request for another lease.
        atLeast("lease", config.lease(), config.request().bulkPollLongest().plusMillis(1));
        atLeast(
                "polling.max-interval",
                config.polling().maxInterval(),
                config.polling().minInterval());
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

    private static void cancellingPart(BudgetConfig budget) {
        if (budget.cancellingPart() < 0 || budget.cancellingPart() > budget.followingPart()) {
            throw new IllegalArgumentException("pushwave.executor.budget.cancelling-part is " + budget.cancellingPart()
                    + ", 0 up to budget.following-part is allowed");
        }
    }

    private static void sample(RequestConfig request) {
        if (request.sample() < request.maxOrgs() || request.sample() > SAMPLE_MAXIMUM) {
            throw new IllegalArgumentException("pushwave.executor.request.sample is " + request.sample() + ", "
                    + request.maxOrgs() + " to " + SAMPLE_MAXIMUM + " is allowed");
        }
    }

    private static void refresh(InventoryConfig inventory) {
        if (!inventory.refresh().isZero()) {
            atLeast("inventory.refresh", inventory.refresh(), Duration.ofMinutes(1));
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

    private static void atLeast(String name, Duration value, Duration minimum) {
        if (value.compareTo(minimum) < 0) {
            throw new IllegalArgumentException(
                    "pushwave.executor." + name + " is " + value + ", at least " + minimum + " is expected");
        }
    }
}
