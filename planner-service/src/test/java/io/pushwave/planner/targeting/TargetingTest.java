package io.pushwave.planner.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.OrgFacts;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.org.RegisteredOrg;
import io.pushwave.planner.org.filter.FilterLimits;
import io.pushwave.planner.org.filter.OrgFilter;
import io.pushwave.planner.org.filter.rsql.RsqlFilters;
import io.pushwave.planner.targeting.Targeting.TargetedOrgs;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetingTest {
    private static final OrgKey FIRST = key(1);
    private static final OrgKey SECOND = key(2);

    @Test
    void everyoneIsMeantWhereNothingIsSaid() {
        assertThat(Targeting.EVERYONE.targets()).accepts(facts(1), facts(2));
        assertThat(Targeting.EVERYONE.excludes()).rejects(facts(1), facts(2));
    }

    @Test
    void aListMeansItsOrgsHoweverTheyAreSpelled() {
        var list = OrgList.of(List.of(new OrgKey("00D000000000001EAA"), FIRST));

        var targeting = new Targeting(new TargetedOrgs.Listed(list), Optional.empty(), Optional.empty());

        assertThat(list.size()).isEqualTo(1);
        assertThat(targeting.targets()).accepts(facts(1)).rejects(facts(2));
    }

    @Test
    void aFilterMeansWhomItFinds() {
        var targeting =
                new Targeting(new TargetedOrgs.Matching(filter("name=='Org 2'")), Optional.empty(), Optional.empty());

        assertThat(targeting.targets()).accepts(facts(2)).rejects(facts(1));
    }

    @Test
    void orgsAreExcludedByNameAndByFilter() {
        var targeting = new Targeting(
                new TargetedOrgs.All(), Optional.of(OrgList.of(List.of(FIRST))), Optional.of(filter("name=='Org 2'")));

        assertThat(targeting.excludes()).accepts(facts(1), facts(2)).rejects(facts(3));
    }

    @Test
    void theSameTargetingHasTheSameTextAndAnotherAnother() {
        var texts = List.of(
                Targeting.EVERYONE.canonical(),
                listed(FIRST, SECOND).canonical(),
                listed(SECOND, FIRST, FIRST).canonical(),
                listed(SECOND).canonical(),
                new Targeting(new TargetedOrgs.All(), Optional.of(OrgList.of(List.of(SECOND))), Optional.empty())
                        .canonical());

        assertThat(texts.get(1)).isEqualTo(texts.get(2));
        assertThat(new HashSet<>(texts)).hasSize(4);
    }

    @Test
    void aListFindsExactlyItsOrgs() {
        long seed = new Random().nextLong();
        System.out.println("TargetingTest seed " + seed);
        var random = new Random(seed);
        var inside = IntStream.range(0, 1000)
                .filter(_ -> random.nextBoolean())
                .boxed()
                .toList();

        var list = OrgList.ofBytes(
                OrgList.of(inside.stream().map(TargetingTest::key).toList()).bytes());

        assertThat(IntStream.range(0, 1000).filter(number -> list.contains(key(number))))
                .as("seed %d", seed)
                .containsExactlyElementsOf(inside);
        assertThat(list.orgs()).hasSize(inside.size()).isSorted();
    }

    @Test
    void bytesThatAreNoListAreRefused() {
        assertThatThrownBy(() -> OrgList.ofBytes(new byte[16]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15 bytes an org");
    }

    private static Targeting listed(OrgKey... orgs) {
        return new Targeting(new TargetedOrgs.Listed(OrgList.of(List.of(orgs))), Optional.empty(), Optional.empty());
    }

    private static OrgFilter filter(String text) {
        return new RsqlFilters(FilterLimits.DEFAULT).parse(text);
    }

    private static OrgKey key(int number) {
        return new OrgKey("00D%012d".formatted(number));
    }

    private static OrgFacts facts(int number) {
        var org = new RegisteredOrg(
                key(number),
                "Org " + number,
                "Production",
                "Active",
                "NA1",
                Optional.empty(),
                new PackageVersionId("04t000000000001"),
                false,
                Map.of());
        return new OrgFacts(org, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }
}
