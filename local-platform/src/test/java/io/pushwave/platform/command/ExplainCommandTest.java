package io.pushwave.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.platform.api.ExecutorApi.Command;
import io.pushwave.platform.api.ExecutorApi.Facts;
import io.pushwave.platform.api.ExecutorApi.Org;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
    private static final Instant AS_OF = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void eachCommandIsShownWithItsReasons() {
        var facts = new Facts(
                "c-1/00D000000000001/1",
                "c-1",
                2,
                1,
                "04t000000000001",
                "WAITING",
                Instant.parse("2026-11-22T11:00:00Z"));
        var org = new Org(
                "00D000000000001",
                AS_OF,
                Optional.empty(),
                List.of(new Command(facts, List.of("It waits.", "The campaign is halted."))));

        var text = ExplainCommand.inWords(org);

        assertThat(text.lines())
                .containsExactly(
                        "Org 00D000000000001, as of 2026-11-22T12:00:00Z",
                        "",
                        "WAITING since 2026-11-22T11:00:00Z",
                        "  campaign c-1, wave 2, attempt 1, version 04t000000000001",
                        "  command c-1/00D000000000001/1",
                        "  - It waits.",
                        "  - The campaign is halted.");
    }

    @Test
    void anOrgWithoutCommandsIsSaidToHaveNone() {
        var org = new Org("00D000000000001", AS_OF, Optional.empty(), List.of());

        var text = ExplainCommand.inWords(org);

        assertThat(text).endsWith("The executor has never had a push command for this org.");
    }

    @Test
    void troubleWithSalesforceIsSaidFirst() {
        var org = new Org("00D000000000001", AS_OF, Optional.of("The login failed."), List.of());

        var text = ExplainCommand.inWords(org);

        assertThat(text).contains("Salesforce cannot be worked with at present: The login failed.");
    }
}
