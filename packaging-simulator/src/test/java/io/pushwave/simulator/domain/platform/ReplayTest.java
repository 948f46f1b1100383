package io.pushwave.simulator.domain.platform;

import static io.pushwave.simulator.domain.platform.Platforms.done;
import static io.pushwave.simulator.domain.platform.Platforms.fill;
import static io.pushwave.simulator.domain.platform.Platforms.request;
import static io.pushwave.simulator.domain.platform.Platforms.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.domain.requests.PushStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same seed and the same calls lead to the same ledger, with everything switched on that can happen by itself. */
final class ReplayTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final Map<Setting, ?> EVERYTHING = Map.ofEntries(
            Map.entry(Setting.INSTANCE_DELAY_MAXIMUM, "PT6H"),
            Map.entry(Setting.PROPAGATION_MAXIMUM, "PT5H"),
            Map.entry(Setting.JOBS_PER_INSTANCE, 2),
            Map.entry(Setting.INSTANCE_JOBS, "NA140=1,CS166=9"),
            Map.entry(Setting.STUCK_RATE, 0.05),
            Map.entry(Setting.STUCK_HOLDS_SLOT, true),
            Map.entry(Setting.STUCK_ENDS_AFTER, "PT7H"),
            Map.entry(Setting.FAILURE_RATE, 0.2),
            Map.entry(Setting.EXTRA_ERROR_RATE, 0.5),
            Map.entry(Setting.CUSTOMER_UPGRADES, 50),
            Map.entry(Setting.CUSTOMER_UNINSTALLS, 20),
            Map.entry(Setting.CUSTOMER_EXPIRIES, 20),
            Map.entry(Setting.CUSTOMER_BLOCKS, 20));

    private static PackagingPlatform begun() {
        var platform = Platforms.platform(11, 800, EVERYTHING);
        push(platform);
        platform.advanceTo(2 * HOUR);
        return platform;
    }

    private static void push(PackagingPlatform platform) {
        var id = request(platform);
        fill(platform, id);
        done(set(platform, id, PushStatus.PENDING));
    }

    /** A second push in the middle of the first, and two days more, looked at in steps. */
    private static String goOn(PackagingPlatform platform, long step) {
        push(platform);
        for (long time = platform.now(); time < 50 * HOUR; time += step) {
            platform.advanceTo(time);
        }
        platform.advanceTo(50 * HOUR);
        return Platforms.ledger(platform);
    }

    @Test
    void theSameCallsAtTheSameTimesGiveTheSameLedgerHoweverOftenTimeIsLookedAt() {
        // When
        var coarse = goOn(begun(), 100 * HOUR);
        var fine = goOn(begun(), 60_000);

        // Then
        assertThat(fine).isEqualTo(coarse).contains("UPGRADE", "UNINSTALL", "EXPIRY", "BLOCK", "not yet available");
    }

    @Test
    void anotherSeedGivesAnotherLedger() {
        // When
        var ledger = Platforms.ledger(Platforms.platform(12, 800, EVERYTHING));

        // Then
        assertThat(ledger).isNotEqualTo(Platforms.ledger(Platforms.platform(11, 800, EVERYTHING)));
    }

    @Test
    void aPlatformThatIsSavedInTheMiddleOfACampaignAndLoadedGoesOnToTheSameLedger() throws IOException {
        // Given
        var platform = begun();
        var file = new ByteArrayOutputStream();
        platform.save(new DataOutputStream(file));

        // When
        var loaded = PackagingPlatform.load(
                new DataInputStream(new ByteArrayInputStream(file.toByteArray())),
                Platforms.settings(11, 800, EVERYTHING));

        // Then
        assertThat(Platforms.ledger(loaded)).isEqualTo(Platforms.ledger(platform));
        assertThat(goOn(loaded, HOUR)).isEqualTo(goOn(platform, HOUR));
    }
}
