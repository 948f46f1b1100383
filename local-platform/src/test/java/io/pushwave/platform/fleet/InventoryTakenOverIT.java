package io.pushwave.platform.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.SubscriberInventory;
import io.pushwave.contracts.SubscriberInventory.PackageCatalogued;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.platform.local.ExecutorFleet;
import io.pushwave.platform.settings.PlatformException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The process that reads the subscribers is killed in the middle of it: another one reads them, and says everything once. */
@Timeout(400)
class InventoryTakenOverIT {
    private static final int ORGS = 9000;
    private static final String REQUEST = "taken-over";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void anInventoryIsWholeAlthoughItsReaderDied() throws PlatformException {
        var wish = new ExecutorFleet.Wish(2, ORGS, 11, 300, List.of(), Disturbances.settings());
        try (var fleet =
                        ExecutorFleet.started(SeveralExecutorsIT.home(), SeveralExecutorsIT.folder("inventory"), wish);
                var planner = new PlannerStandIn(fleet);
                var claims = new ClaimedRequests(fleet)) {
            // Given: the first executor is alone, and in the middle of pages that take their time
            fleet.kill(1);
            fleet.simulate(
                    "/simulator/faults",
                    "[{\"endpoint\":\"*/query*\",\"always\":true,\"effect\":\"latency\",\"latency\":\"PT0.7S\"}]");
            planner.ask(REQUEST);
            assertThat(ExecutorFleet.within(PATIENCE, () -> claims.subscribersCopied() > 0))
                    .isTrue();

            // When
            fleet.kill(0);
            long readByTheDead = claims.subscribersCopied();
            fleet.start(1);

            // Then
            assertThat(ExecutorFleet.within(
                            PATIENCE,
                            () -> planner.inventory(REQUEST).stream().anyMatch(SnapshotCompleted.class::isInstance)))
                    .isTrue();
            var said = planner.inventory(REQUEST);
            assertThat(said).filteredOn(PackageCatalogued.class::isInstance).hasSize(1);
            assertThat(said).filteredOn(SnapshotCompleted.class::isInstance).hasSize(1);
            var completed = said.stream()
                    .filter(SnapshotCompleted.class::isInstance)
                    .map(SnapshotCompleted.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(readByTheDead).as("read before the death").isLessThan(completed.rows());
            assertThat(orgs(said, completed.snapshotId())).containsExactlyInAnyOrderElementsOf(installed(fleet));
        }
    }

    private static List<String> orgs(List<SubscriberInventory> said, String snapshotId) {
        return said.stream()
                .filter(SubscribersListed.class::isInstance)
                .map(SubscribersListed.class::cast)
                .filter(page -> page.snapshotId().equals(snapshotId))
                .flatMap(page -> page.rows().stream())
                .map(row -> row.orgKey().value())
                .toList();
    }

    private static List<String> installed(ExecutorFleet fleet) {
        return new FleetLedger(fleet)
                .orgs().entrySet().stream()
                        .filter(org -> org.getValue().path("installedVersionId").isTextual())
                        .map(Map.Entry::getKey)
                        .toList();
    }
}
