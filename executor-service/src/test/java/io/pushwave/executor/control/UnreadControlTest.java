package io.pushwave.executor.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.executor.control.UnreadControl.ReadControl;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnreadControlTest {
    private static final UnreadControl OF_CAMPAIGN = new UnreadControl(1, 3, 100, Optional.of("c-1"), 4, "fingerprint");
    private static final UnreadControl OF_NOBODY_KNOWS_WHICH =
            new UnreadControl(2, 3, 100, Optional.empty(), 0, "fingerprint");

    @Test
    void aNewerControlOfItsCampaignThatCameAfterItLetsItGo() {
        assertThat(OF_CAMPAIGN.releasedBy(List.of(control(101, "c-1", 5)))).isTrue();
    }

    @Test
    void aControlThatCameBeforeItLetsNothingGo() {
        assertThat(OF_CAMPAIGN.releasedBy(List.of(control(99, "c-1", 5)))).isFalse();
    }

    @Test
    void anOldControlThatComesAgainAfterItLetsNothingGo() {
        assertThat(OF_CAMPAIGN.releasedBy(List.of(control(101, "c-1", 4)))).isFalse();
        assertThat(OF_CAMPAIGN.releasedBy(List.of(control(99, "c-1", 5), control(101, "c-1", 5))))
                .isFalse();
    }

    @Test
    void aControlOfAnotherCampaignLetsNothingGo() {
        assertThat(OF_CAMPAIGN.releasedBy(List.of(control(101, "c-2", 5)))).isFalse();
        assertThat(OF_NOBODY_KNOWS_WHICH.releasedBy(List.of(control(101, "c-2", 5))))
                .isFalse();
    }

    @Test
    void itselfPutBackAndReadableLetsItGo() {
        var putBack = new ReadControl(3, 101, "c-2", 1, "fingerprint");

        assertThat(OF_NOBODY_KNOWS_WHICH.releasedBy(List.of(putBack))).isTrue();
    }

    @Test
    void inATopicThatWasMadeAnewTheEpochAloneCounts() {
        assertThat(OF_CAMPAIGN.releasedBy(List.of(new ReadControl(1, 2, "c-1", 5, "another"))))
                .isTrue();
        assertThat(OF_CAMPAIGN.releasedBy(List.of(new ReadControl(1, 2, "c-1", 4, "another"))))
                .isFalse();
    }

    private static ReadControl control(long offset, String campaignId, long epoch) {
        return new ReadControl(3, offset, campaignId, epoch, "another");
    }
}
