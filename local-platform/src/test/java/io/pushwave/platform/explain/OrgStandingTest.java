package io.pushwave.platform.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.platform.explain.OrgStanding.ExecutorAnswer;
import io.pushwave.platform.explain.OrgStanding.StatusAnswer;
import io.pushwave.platform.explain.OrgStanding.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrgStandingTest {
    private static final Optional<StatusAnswer> IN_NO_CAMPAIGN =
            Optional.of(new StatusAnswer(List.of(), "No campaign's plan has named this org."));

    @Test
    void anOrgThatNobodyHasIsNotThere() {
        var standing = OrgStanding.of(executor(Optional.of(false), false), IN_NO_CAMPAIGN);

        assertThat(standing.verdict()).isEqualTo(Verdict.NON_EXISTENT);
        assertThat(standing.sentences()).first().asString().contains("There is no such org", "case-sensitive");
        assertThat(standing.sentences()).contains("No campaign's plan has named this org.");
    }

    @Test
    void whetherAnOrgIsThereCannotBeKnownWithoutTheExecutor() {
        assertThat(OrgStanding.of(Optional.empty(), IN_NO_CAMPAIGN).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(OrgStanding.of(executor(Optional.empty(), false), IN_NO_CAMPAIGN)
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void anOrgThatIsKnownAndInNoCampaignIsNotPlanned() {
        var standing = OrgStanding.of(executor(Optional.of(true), false, installed("Active", false)), IN_NO_CAMPAIGN);

        assertThat(standing.verdict()).isEqualTo(Verdict.NOT_PLANNED);
        assertThat(standing.sentences())
                .containsExactly(
                        "Not planned: no campaign has planned or excluded it.",
                        "It has version 04t1 of package 0331, as 'Acme'; read at 2026-11-22T11:50:00Z.");
    }

    @Test
    void blockedAndInactiveAreKeptApart() {
        var blocked = OrgStanding.of(executor(Optional.of(true), false, installed("Active", true)), IN_NO_CAMPAIGN);
        var inactive = OrgStanding.of(executor(Optional.of(true), false, installed("Inactive", false)), IN_NO_CAMPAIGN);

        assertThat(blocked.verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(blocked.sentences()).contains("Blocked: its customer blocks push upgrades of package 0331.");
        assertThat(inactive.verdict()).isEqualTo(Verdict.INACTIVE);
        assertThat(inactive.sentences()).contains("Inactive: it receives no pushes.");
    }

    @Test
    void anExcludedOrgIsShownItsCampaignAndReason() {
        var excluded =
                new InCampaign("c-1", "Acme 4.2.0", Optional.empty(), "", "EXCLUDED", Optional.of("org inactive"));

        var standing = OrgStanding.of(Optional.empty(), Optional.of(new StatusAnswer(List.of(excluded), "")));

        assertThat(standing.verdict()).isEqualTo(Verdict.EXCLUDED);
        assertThat(standing.sentences()).containsExactly("Excluded from campaign c-1 (Acme 4.2.0): org inactive.");
    }

    @Test
    void theNewestCampaignDecidesAndAllAreShown() {
        var newest = new InCampaign("c-2", "", Optional.of(3), "", "SUCCEEDED", Optional.empty());
        var before = new InCampaign("c-1", "", Optional.empty(), "", "EXCLUDED", Optional.of("Blocked."));

        var standing = OrgStanding.of(
                executor(Optional.empty(), true), Optional.of(new StatusAnswer(List.of(newest, before), "")));

        assertThat(standing.verdict()).isEqualTo(Verdict.PLANNED);
        assertThat(standing.sentences())
                .containsExactly("In campaign c-2, wave 3, it is SUCCEEDED.", "Excluded from campaign c-1: Blocked.");
    }

    private static Optional<ExecutorAnswer> executor(
            Optional<Boolean> exists, boolean commanded, Installed... installed) {
        return Optional.of(new ExecutorAnswer(exists, commanded, List.of(installed)));
    }

    private static Installed installed(String orgStatus, boolean blocked) {
        return new Installed("0331", "04t1", "Acme", orgStatus, blocked, false, "2026-11-22T11:50:00Z");
    }
}
