package io.pushwave.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.OrgFacts;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.org.RegisteredOrg;
import io.pushwave.planner.plan.Plan.PlannedWave;
import io.pushwave.planner.strategy.WaveSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanBuilderTest {
    private static final PackageVersionId INSTALLED = new PackageVersionId("04t000000000001");

    @ParameterizedTest
    @CsvSource({
        "0, 0 0 0",
        "1, 1 0 0",
        "2, 1 1 0",
        "3, 1 1 1",
        "4, 1 1 2",
        "10, 1 2 7",
        "100, 5 25 70",
        "999, 49 250 700",
    })
    void sharesAddUp(int orgs, String expected) {
        var plan = plan(terms(shares(5, 25, 70)), productions(orgs));

        assertThat(sizes(plan)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 0 0", "1, 1 0 0", "2, 1 1 0", "3, 1 1 1", "10, 1 1 8", "50, 1 4 45"})
    void sharesOfOneNineAndNinetyAddUp(int orgs, String expected) {
        var plan = plan(terms(shares(1, 9, 90)), productions(orgs));

        assertThat(sizes(plan)).isEqualTo(expected);
    }

    @Test
    void theSameOrgsAndTermsGiveTheSamePlanAndAnotherSeedAnother() {
        var terms = terms(shares(5, 25, 70));
        var other = new PlanTerms("another", terms.waves(), false, 10_000);
        var orgs = productions(500);

        var hashes = List.of(hash(plan(terms, orgs)), hash(plan(terms, orgs)), hash(plan(other, orgs)));

        assertThat(hashes.get(0)).isEqualTo(hashes.get(1)).isNotEqualTo(hashes.get(2));
    }

    @Test
    void everyOrgHasARankOfItsOwnInItsWave() {
        var plan = plan(terms(shares(10, 90)), productions(200));

        var ranks = entries(plan).stream()
                .filter(entry -> entry.wave() == 2)
                .map(Plan.Entry::rank)
                .sorted()
                .toList();
        assertThat(ranks).isEqualTo(IntStream.rangeClosed(1, 180).boxed().toList());
        assertThat(entries(plan).stream()
                        .filter(entry -> entry.wave() == 2)
                        .map(Plan.Entry::rank)
                        .toList())
                .as("the order of a wave is not that of the keys")
                .isNotEqualTo(ranks);
    }

    @Test
    void anOrgGoesToTheFirstWaveThatTakesIt() {
        var terms = terms(List.of(
                new WaveTerms("sandboxes", WaveKind.SANDBOXES, PlanBuilderTest::sandboxes, new WaveSize.All()),
                new WaveTerms("canary", WaveKind.CANARY, PlanBuilderTest::everyone, new WaveSize.Count(3)),
                new WaveTerms("rest", WaveKind.REST, PlanBuilderTest::everyone, new WaveSize.All())));
        var orgs = new ArrayList<>(productions(20));
        orgs.add(sandbox(20, key(1)));
        orgs.add(sandbox(21, key(1)));

        var plan = plan(terms, orgs);

        assertThat(plan.waves())
                .containsExactly(
                        new PlannedWave(1, "sandboxes", WaveKind.SANDBOXES, 2),
                        new PlannedWave(2, "canary", WaveKind.CANARY, 3),
                        new PlannedWave(3, "rest", WaveKind.REST, 17));
        assertThat(plan.entry(20).wave()).isEqualTo(1);
    }

    @Test
    void whatNoWaveTakesOrHasRoomForIsExcluded() {
        var terms = terms(List.of(
                new WaveTerms("sandboxes", WaveKind.SANDBOXES, PlanBuilderTest::sandboxes, new WaveSize.All()),
                new WaveTerms(
                        "few", WaveKind.FILTER, facts -> facts.org().name().endsWith("1"), new WaveSize.Count(1))));
        var orgs = new ArrayList<>(productions(12));
        orgs.add(sandbox(12, key(0)));

        var plan = plan(terms, orgs);

        assertThat(plan.planned()).isEqualTo(2);
        assertThat(plan.excluded()).isEqualTo(Map.of(ExclusionReason.IN_NO_WAVE, 11L));
    }

    @Test
    void excludedOrgsHaveTheirReasonAndCountInNoShare() {
        var builder = new PlanBuilder(terms(shares(50, 50)));
        for (var org : productions(10)) {
            builder.add(
                    org,
                    org.org().orgKey().value().endsWith("3") ? Optional.of(ExclusionReason.PINNED) : Optional.empty());
        }

        var plan = builder.build();

        assertThat(sizes(plan)).isEqualTo("4 5");
        assertThat(plan.excluded()).isEqualTo(Map.of(ExclusionReason.PINNED, 1L));
        assertThat(plan.entry(3))
                .isEqualTo(new Plan.Entry(new OrgKey(key(3)), 0, 0, Optional.of(ExclusionReason.PINNED)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aProductionOrgIsInNoWaveBeforeItsSandboxesAndAfterThemInTheSame(long seed) {
        var random = new Random(seed);
        var terms = new PlanTerms(
                "seed " + seed,
                List.of(
                        new WaveTerms(
                                "canary", WaveKind.CANARY, PlanBuilderTest::everyone, new WaveSize.Percentage(10)),
                        new WaveTerms(
                                "labelled",
                                WaveKind.LABEL,
                                facts -> facts.org().name().hashCode() % 3 == 0,
                                new WaveSize.All()),
                        new WaveTerms("half", WaveKind.SHARE, PlanBuilderTest::everyone, new WaveSize.Percentage(50)),
                        new WaveTerms("rest", WaveKind.REST, PlanBuilderTest::everyone, new WaveSize.All())),
                true,
                10_000);
        var orgs = new ArrayList<OrgFacts>();
        for (int number = 0; number < 600; number++) {
            orgs.add(random.nextBoolean() ? sandbox(number, key(random.nextInt(700))) : production(number));
        }

        var plan = plan(terms, orgs);

        assertThat(plan.planned()).isEqualTo(600);
        var byKey = entries(plan).stream().collect(Collectors.toMap(Plan.Entry::org, Function.identity()));
        for (var sandbox : orgs) {
            var parent = sandbox.org().parent().filter(key -> isProduction(orgs, key));
            if (parent.isPresent()) {
                assertThat(order(byKey.get(parent.get())))
                        .as(
                                "%s after its sandbox %s, seed %d",
                                parent.get(), sandbox.org().orgKey(), seed)
                        .isGreaterThan(order(byKey.get(sandbox.org().orgKey())));
            }
        }
    }

    @Test
    void orgsOutOfOrderAreRefused() {
        var builder = new PlanBuilder(terms(shares(100)));
        builder.add(production(2), Optional.empty());

        assertThatThrownBy(() -> builder.add(production(1), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in the order of keys");
    }

    @Test
    void twoWavesOfOneNameAreRefused() {
        var waves = List.of(
                new WaveTerms("few", WaveKind.CANARY, PlanBuilderTest::everyone, new WaveSize.Count(1)),
                new WaveTerms("few", WaveKind.REST, PlanBuilderTest::everyone, new WaveSize.All()));

        assertThatThrownBy(() -> terms(waves))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two waves of a plan have one name: [few, few]");
    }

    @Test
    void moreOrgsThanTheLimitAreRefused() {
        var builder = new PlanBuilder(new PlanTerms("seed", shares(100), false, 1));
        builder.add(production(1), Optional.empty());

        assertThatThrownBy(() -> builder.add(production(2), Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("more than 1 orgs");
    }

    private static boolean everyone(OrgFacts facts) {
        return !facts.org().name().isEmpty();
    }

    private static boolean sandboxes(OrgFacts facts) {
        return facts.org().type().equals("Sandbox");
    }

    private static boolean isProduction(List<OrgFacts> orgs, OrgKey key) {
        return orgs.stream()
                .anyMatch(org ->
                        org.org().orgKey().equals(key) && org.org().type().equals("Production"));
    }

    private static int order(Plan.@Nullable Entry entry) {
        return entry == null ? 0 : entry.wave() * 1000 + entry.rank();
    }

    private static PlanHash hash(Plan plan) {
        return PlanHash.of(List.of("inputs"), plan);
    }

    private static List<Plan.Entry> entries(Plan plan) {
        return IntStream.range(0, plan.size()).mapToObj(plan::entry).toList();
    }

    private static String sizes(Plan plan) {
        return String.join(
                " ",
                plan.waves().stream().map(wave -> Long.toString(wave.orgs())).toList());
    }

    private static Plan plan(PlanTerms terms, List<OrgFacts> orgs) {
        var builder = new PlanBuilder(terms);
        orgs.forEach(org -> builder.add(org, Optional.empty()));
        return builder.build();
    }

    private static PlanTerms terms(List<WaveTerms> waves) {
        return new PlanTerms("seed", waves, false, 10_000);
    }

    private static List<WaveTerms> shares(int... percentages) {
        return IntStream.range(0, percentages.length)
                .mapToObj(wave -> new WaveTerms(
                        "wave " + wave,
                        WaveKind.SHARE,
                        PlanBuilderTest::everyone,
                        new WaveSize.Percentage(percentages[wave])))
                .toList();
    }

    private static List<OrgFacts> productions(int orgs) {
        return IntStream.range(0, orgs).mapToObj(PlanBuilderTest::production).toList();
    }

    private static OrgFacts production(int number) {
        return org(number, "Production", Optional.empty());
    }

    private static OrgFacts sandbox(int number, String parent) {
        return org(number, "Sandbox", Optional.of(new OrgKey(parent)));
    }

    private static OrgFacts org(int number, String type, Optional<OrgKey> parent) {
        var org = new RegisteredOrg(
                new OrgKey(key(number)), "Org " + number, type, "Active", "NA1", parent, INSTALLED, false, Map.of());
        return new OrgFacts(org, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    private static String key(int number) {
        return "00D%012d".formatted(number);
    }
}
