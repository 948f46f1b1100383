package io.pushwave.simulator.domain.platform;

import static io.pushwave.simulator.domain.platform.Platforms.done;
import static io.pushwave.simulator.domain.platform.Platforms.fill;
import static io.pushwave.simulator.domain.platform.Platforms.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.catalogue.VersionDraft;
import io.pushwave.simulator.domain.catalogue.VersionNumber;
import io.pushwave.simulator.domain.customers.CustomerAct;
import io.pushwave.simulator.domain.customers.CustomerActs;
import io.pushwave.simulator.domain.customers.CustomerSettings;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.domain.requests.RequestDraft;
import io.pushwave.simulator.domain.subscribers.OrgStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CustomersTest {
    private static final int ORGS = 2_000;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private static PackagingPlatform platform(Setting what, double rate) {
        return Platforms.platform(7, ORGS, Map.of(what, rate, Setting.FAILURE_RATE, 0));
    }

    private static int acts(PackagingPlatform platform, CustomerAct.Kind kind) {
        int count = 0;
        for (int org = 0; org < ORGS; org++) {
            for (var act : platform.customerActs().ofOrg(org)) {
                count += act.kind() == kind ? 1 : 0;
            }
        }
        return count;
    }

    @ParameterizedTest
    @CsvSource({
        "CUSTOMER_UPGRADES,   UPGRADE,   150, 220",
        "CUSTOMER_UNINSTALLS, UNINSTALL, 150, 220",
        "CUSTOMER_EXPIRIES,   EXPIRY,    150, 220",
        "CUSTOMER_BLOCKS,     BLOCK,     150, 220"
    })
    void customersActAsOftenAsTheRateSaysAndNobodyDoesAnythingElse(
            Setting setting, CustomerAct.Kind kind, int atLeast, int atMost) {
        // Given
        var platform = platform(setting, 10);

        // When
        platform.advanceTo(10 * DAY);

        // Then
        assertThat(acts(platform, kind)).isBetween(atLeast, atMost);
        for (var other : CustomerAct.Kind.values()) {
            if (other != kind) {
                assertThat(acts(platform, other)).isZero();
            }
        }
    }

    @Test
    void byDefaultNobodyActs() {
        // Given
        var platform = Platforms.platform(7, ORGS);
        var before = Platforms.ledger(platform);

        // When
        platform.advanceTo(1_000 * DAY);

        // Then
        assertThat(Platforms.ledger(platform)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "CUSTOMER_UPGRADES,   Version Not Higher",
        "CUSTOMER_UNINSTALLS, Package Uninstalled",
        "CUSTOMER_EXPIRIES,   Salesforce Subscription Expired",
        "CUSTOMER_BLOCKS,     Push Upgrade Blocked"
    })
    void aJobThatWaitedMeanwhileFailsWithTheReason(Setting setting, String title) {
        // Given
        var platform = platform(setting, 20);
        var draft = new RequestDraft(
                Optional.of(Platforms.target(platform).id()), OptionalLong.of(5 * DAY), Optional.empty(), false);
        var id = PackagingPlatform.requestId(done(platform.createRequest(draft)));
        fill(platform, id);
        done(set(platform, id, PushStatus.PENDING));

        // When
        platform.advanceTo(6 * DAY);

        // Then
        int failed = 0;
        for (int job = 0; job < platform.jobs().size(); job++) {
            if (platform.jobs().status(job) == PushStatus.FAILED) {
                failed++;
                var error = platform.errors().ofJob(job).get(0);
                assertThat(platform.errors().get(error).kind().title()).isEqualTo(title);
                assertThat(platform.customerActs().ofOrg(platform.jobs().org(job)))
                        .isNotEmpty();
            }
        }
        assertThat(failed).isBetween(80, 220);
    }

    @Test
    void anActChangesTheSubscriberRowAtThatTimeAndIsRemembered() {
        // Given
        var platform = platform(Setting.CUSTOMER_UPGRADES, 1);

        // When
        platform.advanceTo(3 * DAY);

        // Then
        int acted = 0;
        for (int org = 0; org < ORGS; org++) {
            var acts = platform.customerActs().ofOrg(org);
            if (acts.isEmpty()) {
                assertThat(platform.subscribers().modifiedAt(0, org, platform.now()))
                        .isZero();
            } else {
                acted++;
                var act = acts.getLast();
                assertThat(act.at()).isPositive();
                assertThat(platform.subscribers().modifiedAt(act.packageIndex(), org, platform.now()))
                        .isEqualTo(act.at());
                assertThat(platform.subscribers().installedVersion(act.packageIndex(), org))
                        .isNotEqualTo(platform.subscribers().seededVersion(act.packageIndex(), org));
            }
        }
        assertThat(acted).isPositive();
    }

    @Test
    void aCustomerUpgradesOnlyToWhatItsInstanceHasAndItsBasesAllow() {
        // Given
        var platform = Platforms.platform(
                7,
                ORGS,
                Map.of(
                        Setting.CUSTOMER_UPGRADES,
                        500,
                        Setting.PROPAGATION_MINIMUM,
                        "P20D",
                        Setting.PROPAGATION_MAXIMUM,
                        "P20D"));

        // When
        platform.advanceTo(19 * DAY);

        // Then
        assertThat(installed(platform, Platforms.target(platform)))
                .isEqualTo(seeded(platform, Platforms.target(platform)));
        platform.advanceTo(60 * DAY);
        assertThat(installed(platform, Platforms.target(platform)))
                .isGreaterThan(seeded(platform, Platforms.target(platform)) + 1_000);
        var extension = platform.catalogue().versions().stream()
                .filter(version -> !version.requires().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(installed(platform, extension)).isPositive();
        for (int org = 0; org < ORGS; org++) {
            if (extension.equals(platform.subscribers().installedVersion(1, org))) {
                var base = Optional.ofNullable(platform.subscribers().installedVersion(0, org));
                assertThat(base).isPresent();
                assertThat(Platforms.target(platform).isHigherThan(base.get())).isFalse();
            }
        }
    }

    private static int installed(PackagingPlatform platform, PackageVersion version) {
        int count = 0;
        for (int org = 0; org < ORGS; org++) {
            int of = version.managedPackage().index();
            count += version.equals(platform.subscribers().installedVersion(of, org)) ? 1 : 0;
        }
        return count;
    }

    private static int seeded(PackagingPlatform platform, PackageVersion version) {
        int count = 0;
        for (int org = 0; org < ORGS; org++) {
            count += version.equals(platform.subscribers().seededVersion(0, org)) ? 1 : 0;
        }
        return count;
    }

    @Test
    void aBasePackageThatAnotherOneNeedsIsNotUninstalled() {
        // Given
        var platform =
                Platforms.platform(7, ORGS, Map.of(Setting.CUSTOMER_UPGRADES, 1_000, Setting.CUSTOMER_UNINSTALLS, 300));

        // When
        platform.advanceTo(3 * DAY);

        // Then
        int extensions = 0;
        for (int org = 0; org < ORGS; org++) {
            var labels = platform.subscribers().installedVersion(1, org);
            if (labels != null && !labels.requires().isEmpty()) {
                extensions++;
                assertThat(platform.subscribers().isInstalled(0, org)).isTrue();
            }
        }
        assertThat(extensions).isPositive();
    }

    @Test
    void aCustomerWithAPatchBlocksNothing() {
        // Given
        var platform = platform(Setting.CUSTOMER_BLOCKS, 1_000);
        var catalogue = platform.catalogue();
        var patch = platform.publishing()
                .addVersion(new VersionDraft(
                        catalogue.managedPackage(0),
                        new VersionNumber(1, 9, 1, 1),
                        PackageVersion.ReleaseState.RELEASED,
                        false,
                        false,
                        OptionalInt.empty(),
                        0,
                        List.of()));
        for (int org = 0; org < ORGS; org++) {
            platform.subscribers().install(patch, org, platform.now());
        }

        // When
        platform.advanceTo(30 * DAY);

        // Then
        for (int org = 0; org < ORGS; org++) {
            assertThat(platform.customerActs().ofOrg(org)).noneMatch(act -> act.packageIndex() == 0);
        }
    }

    @Test
    void anInactiveOrgDoesNothingAnyMore() {
        // Given
        var platform =
                Platforms.platform(7, ORGS, Map.of(Setting.CUSTOMER_EXPIRIES, 1_000, Setting.CUSTOMER_BLOCKS, 1_000));

        // When
        platform.advanceTo(30 * DAY);

        // Then
        for (int org = 0; org < ORGS; org++) {
            var acts = platform.customerActs().ofOrg(org);
            assertThat(platform.subscribers().status(org)).isEqualTo(OrgStatus.INACTIVE);
            if (!acts.isEmpty()) {
                assertThat(acts.getLast().kind()).isEqualTo(CustomerAct.Kind.EXPIRY);
                assertThat(acts)
                        .filteredOn(act -> act.kind() == CustomerAct.Kind.EXPIRY)
                        .hasSize(1);
            }
        }
    }

    @Test
    void onlyTheNewestActsOfAnOrgAreKept() {
        // Given
        var acts = new CustomerActs();

        // When
        for (int at = 0; at < 100; at++) {
            acts.add(3, new CustomerAct(at, CustomerAct.Kind.BLOCK, 0));
        }

        // Then
        assertThat(acts.ofOrg(3)).hasSize(CustomerActs.MOST_OF_AN_ORG);
        assertThat(acts.ofOrg(3).getFirst().at()).isEqualTo(100 - CustomerActs.MOST_OF_AN_ORG);
    }

    @Test
    void aRateOutOfRangeIsRefused() {
        assertThatThrownBy(() -> platform(Setting.CUSTOMER_BLOCKS, 1_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("customer-blocks");
        assertThatThrownBy(() -> new CustomerSettings(-1, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
