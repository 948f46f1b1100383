package io.pushwave.executor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.SubscriberInventory.Ancestry;
import io.pushwave.contracts.SubscriberInventory.CataloguedVersion;
import io.pushwave.contracts.SubscriberInventory.ReleaseState;
import io.pushwave.executor.inventory.VersionAncestry.DevelopedVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionAncestryTest {
    private static final CataloguedVersion FIRST = version("04t000000000001AAA", 1, ReleaseState.RELEASED);
    private static final CataloguedVersion SECOND = version("04t000000000002AAA", 2, ReleaseState.RELEASED);
    private static final CataloguedVersion BETA = version("04t000000000003AAA", 3, ReleaseState.BETA);

    @Test
    void ancestorsAreNamedByTheIdsOfTheCatalogue() {
        var ancestry = VersionAncestry.byAncestor(
                List.of(FIRST, SECOND),
                List.of(
                        developed("05i000000000001AAA", "04t000000000001AAA", Optional.empty()),
                        developed("05i000000000002AAA", "04t000000000002AAA", Optional.of("05i000000000001AAA"))));

        assertThat(ancestry.ancestry()).isEqualTo(Ancestry.BY_ANCESTOR);
        assertThat(ancestry.versions())
                .extracting(CataloguedVersion::ancestorId)
                .containsExactly(Optional.empty(), Optional.of("04t000000000001AAA"));
    }

    @Test
    void anAncestorMayBeNamedByItsVersionId() {
        var ancestry = VersionAncestry.byAncestor(
                List.of(FIRST, SECOND),
                List.of(
                        developed("05i000000000001AAA", "04t000000000001AAA", Optional.empty()),
                        developed("05i000000000002AAA", "04t000000000002AAA", Optional.of("04t000000000001AAA"))));

        assertThat(ancestry.versions().getLast().ancestorId()).contains("04t000000000001AAA");
    }

    @Test
    void anIdIsTheSameWith15AndWith18Characters() {
        var ancestry = VersionAncestry.byAncestor(
                List.of(FIRST, SECOND),
                List.of(
                        developed("05i000000000001", "04t000000000001", Optional.empty()),
                        developed("05i000000000002AAA", "04t000000000002", Optional.of("05i000000000001AAA"))));

        assertThat(ancestry.versions().getLast().ancestorId()).contains("04t000000000001AAA");
    }

    @Test
    void aReleasedVersionWhoseAncestryCannotBeReadLeavesAllUnknown() {
        var ancestry = VersionAncestry.byAncestor(
                List.of(FIRST, SECOND),
                List.of(developed("05i000000000001AAA", "04t000000000001AAA", Optional.empty())));

        assertThat(ancestry.ancestry()).isEqualTo(Ancestry.UNKNOWN);
        assertThat(ancestry.doubt())
                .hasValueSatisfying(doubt -> assertThat(doubt).contains("04t000000000002AAA"));
    }

    @Test
    void anAncestorThatIsNotListedLeavesAllUnknown() {
        var ancestry = VersionAncestry.byAncestor(
                List.of(FIRST),
                List.of(developed("05i000000000001AAA", "04t000000000001AAA", Optional.of("05i000000000009AAA"))));

        assertThat(ancestry.ancestry()).isEqualTo(Ancestry.UNKNOWN);
    }

    @Test
    void aBetaMayLackItsAncestry() {
        var ancestry = VersionAncestry.byAncestor(
                List.of(FIRST, BETA), List.of(developed("05i000000000001AAA", "04t000000000001AAA", Optional.empty())));

        assertThat(ancestry.ancestry()).isEqualTo(Ancestry.BY_ANCESTOR);
    }

    private static DevelopedVersion developed(String id, String versionId, Optional<String> ancestorId) {
        return new DevelopedVersion(id, versionId, ancestorId);
    }

    private static CataloguedVersion version(String id, int minor, ReleaseState state) {
        return new CataloguedVersion(id, "1." + minor, 1, minor, 0, 1, state, false, Optional.empty());
    }
}
