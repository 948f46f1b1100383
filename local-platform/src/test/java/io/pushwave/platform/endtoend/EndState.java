package io.pushwave.platform.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.CampaignSummary;
import io.pushwave.platform.api.CampaignSummary.OrgCounts;
import io.pushwave.platform.demo.CampaignRun;
import java.util.List;

/** What a seed decides about a campaign, whatever happens to the processes while it runs. */
record EndState(String state, OrgCounts orgs, List<Wave> waves, long pushJobs, long firstAttemptFailures, long healed) {

    record Wave(int number, long planned, long succeeded, long failed, String gate) {}

    /** Waits for nothing: the campaign has ended. Fails unless view and ledger agree org by org and no org was pushed twice. */
    static EndState of(CampaignRun run) throws ApiException {
        var agreement = run.compare();
        assertThat(agreement.mismatches())
                .as("orgs on which view and ledger differ")
                .isEmpty();
        assertThat(agreement.viewMatchesLedger()).isTrue();
        assertThat(agreement.duplicatePushes()).as("orgs pushed twice").isZero();
        var summary = run.summary().orElseThrow();
        var endState = new EndState(
                summary.state(),
                summary.orgs(),
                waves(summary),
                agreement.pushJobs(),
                agreement.firstAttemptFailures(),
                agreement.healed());
        System.out.println(endState);
        return endState;
    }

    private static List<Wave> waves(CampaignSummary summary) {
        return summary.waves().stream()
                .map(wave -> new Wave(
                        wave.number(),
                        wave.planned(),
                        wave.succeeded(),
                        wave.failed(),
                        wave.gate().orElse("none")))
                .toList();
    }
}
