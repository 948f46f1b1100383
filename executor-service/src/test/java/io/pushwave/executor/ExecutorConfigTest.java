package io.pushwave.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.executor.salesforce.LoginFlow;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutorConfigTest {
    /** As Quarkus validates the settings of the service at its start. */
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void everythingHasADefaultThatWorks() {
        var config = config(Map.of());

        ConfigCheck.check(config);

        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.tick()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.retryFirst()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.retryLongest()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.holdRecheck()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.countEvery()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.unknownCampaignAfter()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.budget().concurrentCalls()).isEqualTo(4);
        assertThat(config.controlsStaleAfter()).isEqualTo(Duration.ofSeconds(10));
        var salesforce = config.salesforce();
        assertThat(salesforce.loginUrl()).isEqualTo(URI.create("http://localhost:8090"));
        assertThat(salesforce.clientId()).isEqualTo("pushwave");
        assertThat(salesforce.username()).isEqualTo("pushwave@example.com");
        assertThat(salesforce.privateKeyFile()).isEmpty();
        assertThat(salesforce.loginFlow()).isEqualTo(LoginFlow.JWT_BEARER);
        assertThat(salesforce.clientSecretFile()).isEmpty();
        assertThat(salesforce.refreshTokenFile()).isEmpty();
        assertThat(salesforce.apiVersion()).isEmpty();
        assertThat(salesforce.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(salesforce.callTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(salesforce.readTries()).isEqualTo(3);
        assertThat(salesforce.readRetryWait()).isEqualTo(Duration.ofMillis(200));
        assertThat(salesforce.assertionValidity()).isEqualTo(Duration.ofMinutes(3));
        assertThat(salesforce.settleTime()).isEqualTo(Duration.ofSeconds(2));
        var request = config.request();
        assertThat(request.maxOrgs()).isEqualTo(1000);
        assertThat(request.linger()).isEqualTo(Duration.ofSeconds(1));
        assertThat(request.sample()).isEqualTo(4000);
        assertThat(request.formedPerTick()).isEqualTo(16);
        assertThat(request.parallelism()).isEqualTo(4);
        assertThat(request.refusalRetries()).isEqualTo(3);
        assertThat(request.refusalRetryWait()).isEqualTo(Duration.ofMillis(500));
        assertThat(request.endedPerTick()).isEqualTo(2000);
        assertThat(request.wrongOrgPatience()).isEqualTo(Duration.ofHours(24));
        assertThat(salesforce.wrongOrgRecheck()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.budget().cancellingPart()).isEqualTo(0.01);
        assertThat(config.budget().followingPart()).isEqualTo(0.03);
        var polling = config.polling();
        assertThat(polling.minInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(polling.maxInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(polling.requestsPerQuery()).isEqualTo(25);
        assertThat(polling.overlap()).isEqualTo(Duration.ofSeconds(5));
        assertThat(polling.fullComparison()).isEqualTo(Duration.ofMinutes(1));
        assertThat(polling.idsPerQuery()).isEqualTo(200);
        assertThat(polling.jobTimeout()).isEqualTo(Duration.ofHours(24));
        assertThat(polling.lateInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(polling.lateAnswers()).isEqualTo(Duration.ofDays(3));
        assertThat(polling.lateComparison()).isEqualTo(Duration.ofHours(6));
        var inventory = config.inventory();
        assertThat(inventory.rowsPerMessage()).isEqualTo(500);
        assertThat(inventory.refresh()).isEqualTo(Duration.ofHours(1));
        assertThat(inventory.freshFor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(inventory.fullComparison()).isEqualTo(Duration.ofHours(24));
        assertThat(inventory.overlap()).isEqualTo(Duration.ofMinutes(1));
        assertThat(inventory.exportFrom()).isEqualTo(20_000);
        assertThat(inventory.exportPageRows()).isEqualTo(50_000);
        assertThat(inventory.exportPoll()).isEqualTo(Duration.ofSeconds(5));
        assertThat(inventory.exportTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(inventory.retryLongest()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({
        "request.max-orgs, 0",
        "request.sample, 10",
        "request.formed-per-tick, 0",
        "request.parallelism, 26",
        "request.refusal-retries, -1",
        "request.ended-per-tick, 0",
        "polling.requests-per-query, 101",
        "polling.ids-per-query, 401",
        "polling.max-interval, PT0.1S",
        "polling.job-timeout, PT0S",
        "polling.late-interval, PT0.5S",
        "polling.late-answers, PT9M",
        "polling.late-comparison, PT9M",
        "inventory.rows-per-message, 501",
        "inventory.refresh, PT10S",
        "inventory.full-comparison, PT10S",
        "inventory.export-from, 0",
        "inventory.export-page-rows, 100001",
        "inventory.export-timeout, PT0.5S",
        "salesforce.read-tries, 0",
        "salesforce.login-url, http://salesforce.example.com",
        "unknown-campaign-after, PT59S",
        "budget.concurrent-calls, 0",
        "budget.cancelling-part, 0.04",
        "request.wrong-org-patience, PT59S",
        "salesforce.wrong-org-recheck, PT14S",
        "budget.concurrent-calls, 26",
        "tick, PT0S",
        "retry-longest, PT0.1S",
        "inventory.retry-longest, PT0.1S",
        "controls-stale-after, PT4S",
        "count-every, PT0S",
        "request.activation-within, PT0.005S",
        "request.activation-within, PT1S",
        "lease, PT30S"
    })
    void aSettingThatCannotWorkIsNamed(String name, String value) {
        assertThatThrownBy(() -> ConfigCheck.check(config(Map.of("pushwave.executor." + name, value))))
                .isInstanceOfAny(ConfigValidationException.class, IllegalArgumentException.class)
                .hasMessageContaining("pushwave.executor." + name)
                .hasMessageContaining(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            request.max-orgs          | 0        | 1 to 10000 is allowed
            request.sample            | 10       | 1000 to 1000000 is allowed
            request.activation-within | PT0.005S | at least PT0.01S is expected
            request.activation-within | PT1S     | at most PT0.9S is allowed
            budget.share              | 0.0      | above 0 and up to 1 is allowed
            budget.reserve            | 1.0      | 0 up to below 1 is allowed
            budget.cancelling-part    | 0.04     | 0 up to budget.following-part is allowed
            budget.window             | PT59S    | at least PT1M is expected
            inventory.export-from     | 0        | 1 to 9223372036854775807 is allowed
            inventory.overlap         | PT-1S    | at least PT0S is expected
            inventory.refresh         | PT10S    | at least PT1M is expected
            polling.late-interval     | PT0.5S   | at least PT1S is expected
            salesforce.read-tries     | 11       | 1 to 10 is allowed
            """)
    void aWrongSettingIsRefusedInASentence(String name, String value, String rule) {
        assertThatThrownBy(() -> ConfigCheck.check(config(Map.of("pushwave.executor." + name, value))))
                .isInstanceOfAny(ConfigValidationException.class, IllegalArgumentException.class)
                .hasMessageEndingWith("pushwave.executor." + name + " is " + value + ", " + rule);
    }

    private static ExecutorConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(ExecutorConfig.class)
                .withValidator((BeanValidationConfigValidator) () -> VALIDATOR)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(ExecutorConfig.class);
    }
}
