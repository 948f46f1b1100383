package io.pushwave.simulator.domain.subscribers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.platform.Platforms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SubscriberBaseTest {
    private static final int ORGS = 50_000;

    private final PackagingPlatform platform = Platforms.platform(7, ORGS);
    private final SubscriberBase base = platform.subscribers();

    @Test
    void keysAreUniqueSortedAndFound() {
        var previous = "";
        for (int org = 0; org < ORGS; org++) {
            var key = base.orgKey(org);
            assertThat(key).hasSize(15).startsWith("00D").isGreaterThan(previous);
            assertThat(base.findOrg(key)).isEqualTo(org);
            assertThat(base.firstOrgAfter(key)).isEqualTo(org + 1);
            previous = key;
        }
        assertThat(base.findOrg("00D000000000000")).isEqualTo(-1);
    }

    @Test
    void theMixIsThatOfTheRealDump() {
        assertThat(share(base::isSandbox)).isCloseTo(52.0 / 128, within(0.01));
        assertThat(share(org -> base.status(org) == OrgStatus.INACTIVE)).isCloseTo(0.02, within(0.003));
        assertThat(share(org -> base.status(org) == OrgStatus.DEMO)).isCloseTo(0.98 * 53 / 128, within(0.01));
        assertThat(share(org -> base.status(org) == OrgStatus.ACTIVE)).isCloseTo(0.98 * 20 / 128, within(0.01));
    }

    @Test
    void someOrgsCannotBePushed() {
        var target = Platforms.target(platform);
        assertThat(share(org -> target.equals(base.installedVersion(0, org)))).isCloseTo(0.02, within(0.003));
        assertThat(share(org -> isBeta(base.installedVersion(0, org)))).isCloseTo(0.01, within(0.003));
        assertThat(share(org -> base.isBlocked(0, org, 0))).isCloseTo(0.01, within(0.003));
        assertThat(share(org -> base.isInstalled(0, org))).isEqualTo(1);
        assertThat(share(org -> base.isInstalled(1, org))).isCloseTo(0.1, within(0.01));
    }

    private static boolean isBeta(@Nullable PackageVersion version) {
        return version != null && version.releaseState() == PackageVersion.ReleaseState.BETA;
    }

    @Test
    void everySandboxHasAProductionOrgAsItsParent() {
        for (int org = 0; org < ORGS; org++) {
            int parent = base.parentOrg(org);
            assertThat(parent >= 0).isEqualTo(base.isSandbox(org));
            assertThat(parent >= 0 && base.isSandbox(parent)).isFalse();
        }
    }

    @Test
    void orgsAreSpreadOverFortyInstancesAndSandboxesOverTheirOwn() {
        var names = new HashSet<String>();
        var sizes = new HashMap<String, Long>();
        for (int org = 0; org < ORGS; org++) {
            var name = base.instanceName(org);
            names.add(name);
            sizes.merge(name, 1L, Long::sum);
            assertThat(name.startsWith("CS")).isEqualTo(base.isSandbox(org));
        }
        assertThat(names).hasSize(40);
        assertThat(sizes.values()).allMatch(size -> size > ORGS / 80 && size < ORGS / 20);
    }

    @Test
    void theSameSeedMakesTheSameBaseAndAnotherSeedAnother() {
        IntToLongFunction fingerprint =
                seed -> Platforms.ledger(Platforms.platform(seed, 500)).hashCode();
        Map<Integer, Long> prints = new HashMap<>();
        for (int seed : new int[] {1, 2, 3}) {
            prints.put(seed, fingerprint.applyAsLong(seed));
            assertThat(fingerprint.applyAsLong(seed)).isEqualTo(prints.get(seed));
        }
        assertThat(new HashSet<>(prints.values())).hasSize(3);
    }

    private static double share(IntPredicate such) {
        int count = 0;
        for (int org = 0; org < ORGS; org++) {
            if (such.test(org)) {
                count++;
            }
        }
        return (double) count / ORGS;
    }
}
