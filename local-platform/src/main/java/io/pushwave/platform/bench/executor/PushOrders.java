package io.pushwave.platform.bench.executor;

import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.platform.api.SimulatorApi.Release;
import io.pushwave.platform.kafka.PlannerMessages;
import java.time.Instant;
import java.util.Optional;

/** Commands orgs by series and number, as a planner would. */
final class PushOrders implements AutoCloseable {
    private final PlannerMessages planner;
    private final Release release;

    PushOrders(String bootstrapServers, Release release) {
        this.planner = new PlannerMessages(bootstrapServers);
        this.release = release;
    }

    /** Says what may be done for a campaign; once per campaign. */
    void control(String campaign, State state) {
        planner.send("control-" + campaign, new CampaignControlled(campaign, 1, state, "benchmark", Instant.now()));
        planner.flush();
    }

    /**
     * Commands orgs of a series, and returns when the broker has the commands.
     *
     * @param from number of the first org
     * @param to number after the last one
     */
    void command(String campaign, char series, int from, int to, Instant notBefore) {
        for (int org = from; org < to; org++) {
            var orgKey = OrgKeys.key(series, org);
            planner.send(
                    campaign + "-" + org,
                    new OrgPushCommanded(
                            campaign + "/" + orgKey + "/1",
                            campaign,
                            new OrgKey(orgKey),
                            release.packageId(),
                            release.packageVersionId(),
                            1,
                            1,
                            notBefore,
                            Optional.empty()));
        }
        planner.flush();
    }

    @Override
    public void close() {
        planner.close();
    }
}
