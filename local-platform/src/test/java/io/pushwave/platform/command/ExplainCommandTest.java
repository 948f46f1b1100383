package io.pushwave.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.ExecutorApi;
import io.pushwave.platform.api.JsonHttp;
import io.pushwave.platform.api.StatusApi;
import io.pushwave.platform.command.ExplainCommand.Findings;
import io.pushwave.platform.explain.InCampaign;
import io.pushwave.platform.explain.OrgStanding.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
    private static final String ORG = "00D000000000001";
    private static final String COMMANDED = """
            {"orgKey":"00D000000000001","asOf":"2026-11-22T12:00:00Z","commands":[{"facts":{
              "commandId":"c-1/00D000000000001/1","campaignId":"c-1","wave":2,"attempt":1,
              "packageVersionId":"04t000000000001","state":"WAITING","since":"2026-11-22T11:00:00Z"},
              "why":["It waits.","The campaign is halted."]}]}""";

    @Test
    void eachCommandIsShownWithItsReasons() throws ApiException {
        var text = ExplainCommand.inWords(findings(Optional.of(executor(COMMANDED)), Optional.of(status())));

        assertThat(text.lines())
                .containsExactly(
                        "Org 00D000000000001, as of 2026-11-22T12:00:00Z",
                        "",
                        "In campaign c-1 (Acme 4.2.0), wave 2 (Early adopters, by label), it is WAITING.",
                        "",
                        "WAITING since 2026-11-22T11:00:00Z",
                        "  campaign c-1, wave 2, attempt 1, version 04t000000000001",
                        "  command c-1/00D000000000001/1",
                        "  - It waits.",
                        "  - The campaign is halted.");
    }

    @Test
    void anOrgWithoutCommandsIsSaidToHaveNone() throws ApiException {
        var text = ExplainCommand.inWords(findings(Optional.of(executor(without(""))), Optional.empty()));

        assertThat(text).endsWith("The executor has never had a push command for this org.");
    }

    @Test
    void troubleWithSalesforceIsSaidFirst() throws ApiException {
        var answer = executor(without("\"salesforceTrouble\":\"The login failed.\","));

        assertThat(ExplainCommand.inWords(findings(Optional.of(answer), Optional.empty())))
                .contains("Salesforce cannot be worked with at present: The login failed.");
    }

    @Test
    void whoHasNotAnsweredIsNamedWithWhatIsMissing() throws ApiException {
        var text = ExplainCommand.inWords(new Findings(
                ORG,
                ExplainCommand.standing(Optional.of(executor(COMMANDED)), Optional.empty()),
                Optional.of(executor(COMMANDED)),
                Optional.empty(),
                List.of("The status service has not answered: campaigns are not told here.")));

        assertThat(text).contains("The status service has not answered");
    }

    /** What executors say of an org that was never commanded: the inventory as a list, as one entry, as nothing, and not at all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "known":false,"inventory":[],                                                   | NON_EXISTENT | 1
            "inventory":null,                                                               | NON_EXISTENT | 1
            ``                                                                              | UNKNOWN      | 1
            "known":true,"inventory":[{"packageId":"033","orgStatus":"Active"}],            | NOT_PLANNED  | 0
            "inventory":{"packageId":"033","orgStatus":"Active","pushBlocked":true},        | BLOCKED      | 0
            "inventory":[{"packageId":"033","orgStatus":"Inactive","pushBlocked":true}],    | INACTIVE     | 0
            """)
    void anOrgThatIsInNoCampaignIsKnownFromTheInventory(String members, Verdict verdict, int exitCode)
            throws ApiException {
        var nowhere = new StatusApi.OrgAnswer(List.of(), "No campaign's plan has named this org.", "{}");

        var standing = ExplainCommand.standing(Optional.of(executor(without(members))), Optional.of(nowhere));

        assertThat(standing.verdict()).isEqualTo(verdict);
        assertThat(ExplainCommand.exitCode(standing.verdict())).isEqualTo(exitCode);
    }

    private static Findings findings(Optional<ExecutorApi.OrgAnswer> executor, Optional<StatusApi.OrgAnswer> status) {
        return new Findings(ORG, ExplainCommand.standing(executor, status), executor, status, List.of());
    }

    private static String without(String members) {
        return "{\"orgKey\":\"" + ORG + "\",\"asOf\":\"2026-11-22T12:00:00Z\"," + members + "\"commands\":[]}";
    }

    private static ExecutorApi.OrgAnswer executor(String json) throws ApiException {
        try (var http = new JsonHttp()) {
            return new ExecutorApi.OrgAnswer(http.parse(json, ExecutorApi.Org.class), json);
        }
    }

    private static StatusApi.OrgAnswer status() {
        return new StatusApi.OrgAnswer(
                List.of(new InCampaign(
                        "c-1", "Acme 4.2.0", Optional.of(2), "Early adopters, by label", "WAITING", Optional.empty())),
                "",
                "{}");
    }
}
