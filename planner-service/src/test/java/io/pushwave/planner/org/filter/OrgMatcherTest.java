package io.pushwave.planner.org.filter;

import static io.pushwave.planner.org.OrgFixtures.versionId;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.OrgFacts;
import io.pushwave.planner.org.RegisteredOrg;
import io.pushwave.planner.org.VersionNumber;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who fulfils which filter. */
class OrgMatcherTest {
    private static final OrgKey PARENT = new OrgKey("00D0000000000P1");
    private static final OrgKey SANDBOX = new OrgKey("00D0000000000S1");

    /** A sandbox that has all that a filter can ask for. */
    private static final OrgFacts FULL = facts(
            sandbox("Acme Inc. (EU)", Map.of("ring", "Canary", "note", "", "Größe", "XÄL", "a b", "1")),
            Optional.of(new VersionNumber(1, 9, 3, 2)),
            OptionalInt.of(30),
            Optional.of(facts(
                    new RegisteredOrg(
                            PARENT,
                            "Acme",
                            "Production",
                            "Trial",
                            "NA1",
                            Optional.empty(),
                            versionId(2),
                            true,
                            Map.of("tier", "gold")),
                    Optional.of(new VersionNumber(1, 10, 0, 1)),
                    OptionalInt.of(0),
                    Optional.empty())));

    /** One that has a parent which the register does not have, no labels, and a version that the catalogue does not have. */
    private static final OrgFacts BARE =
            facts(sandbox("", Map.of()), Optional.empty(), OptionalInt.empty(), Optional.empty());

    private static RegisteredOrg sandbox(String name, Map<String, String> labels) {
        return new RegisteredOrg(
                SANDBOX, name, "Sandbox", "Active", "CS42", Optional.of(PARENT), versionId(1), false, labels);
    }

    private static OrgFacts facts(
            RegisteredOrg org, Optional<VersionNumber> installed, OptionalInt daysBehind, Optional<OrgFacts> parent) {
        return new OrgFacts(org, installed, daysBehind, parent);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            orgKey==00D0000000000S1                        | true
            orgKey==00D0000000000S1EAI                     | true
            orgKey==00D0000000000P1                        | false
            orgKey!=00D0000000000P1                        | true
            orgKey=in=(00D0000000000P1,00D0000000000S1EAI) | true
            orgKey=out=(00D0000000000P1,00D0000000000S1)   | false
            name=='Acme Inc. (EU)'                         | true
            name=='ACME inc. (eu)'                         | true
            name==Acme                                     | false
            name==Acme*                                    | true
            name=='*eu)*'                                  | true
            name=='*(EU)'                                  | true
            name=='a*inc*(*u)'                             | true
            name=='a*(eu)*(eu)'                            | false
            name=='*Acme Inc. (EU)*'                       | true
            name==*                                        | true
            name!=Acme*                                    | false
            name=in=(Acme*)                                | false
            name=in=(x,'acme Inc. (eu)')                   | true
            name=out=(Acme*)                               | true
            type==sandbox                                  | true
            status=in=(active,Demo)                        | true
            instance==CS*                                  | true
            instance!=cs42                                 | false
            installedVersion==1                            | true
            installedVersion==1.9                          | true
            installedVersion==1.9.3.2                      | true
            installedVersion==1.9.3.1                      | false
            installedVersion==1.09                         | true
            installedVersion!=1.9                          | false
            installedVersion=in=(1.8,1.9,2)                | true
            installedVersion=in=(1,1.8.9,1.9.0)            | true
            installedVersion=in=(1.0,1,1.0.0.0)            | true
            installedVersion=in=(1.9.4,1.9.0,1.9,1.9.3.3)  | true
            installedVersion=in=(1.8,1.9.4,2)              | false
            installedVersion=out=(1.9.3,5)                 | false
            installedVersion>1.9                           | false
            installedVersion>=1.9                          | true
            installedVersion<=1.9                          | true
            installedVersion<1.9                           | false
            installedVersion<1.10                          | true
            installedVersion=lt=1.10                       | true
            installedVersion=ge=1.9.3.3                    | false
            installedVersion>1.8.99                        | true
            installedVersion=exists=true                   | true
            installedVersion=exists=false                  | false
            daysBehind==30                                 | true
            daysBehind!=30                                 | false
            daysBehind=in=(1,30)                           | true
            daysBehind=out=(1,30)                          | false
            daysBehind>29                                  | true
            daysBehind>30                                  | false
            daysBehind>=30                                 | true
            daysBehind<30                                  | false
            daysBehind<=30                                 | true
            daysBehind=exists=true                         | true
            pushBlocked==false                             | true
            pushBlocked!=false                             | false
            pushBlocked=in=(true,false)                    | true
            label.ring==canary                             | true
            label.ring!=canary                             | false
            label.Ring==canary                             | false
            label.ring==can*                               | true
            label.ring=in=(beta,CANARY)                    | true
            label.ring=out=(beta,CANARY)                   | false
            label.ring=exists=true                         | true
            label.ring=exists=false                        | false
            label.note==''                                 | true
            label.note==*                                  | true
            label.note=exists=true                         | true
            label.Größe==xÄl                               | true
            label.Größe==xäl                               | false
            'label.a b'==1                                 | true
            parent.orgKey==00D0000000000P1                 | true
            parent.orgKey!=00D0000000000P1                 | false
            parent.orgKey=exists=true                      | true
            parent.name==ACME                              | true
            parent.type==Production                        | true
            parent.status==Trial                           | true
            parent.instance==NA1                           | true
            parent.installedVersion>1.9                    | true
            parent.daysBehind==0                           | true
            parent.pushBlocked==true                       | true
            parent.pushBlocked=exists=true                 | true
            parent.label.tier==gold                        | true
            parent.label.ring==canary                      | false
            type==Sandbox;daysBehind>20;label.ring==canary | true
            type==Sandbox;daysBehind>30                    | false
            type==Production,daysBehind>20                 | true
            type==Production,daysBehind>30                 | false
            type==Production,type==Sandbox;pushBlocked==true   | false
            (type==Production,type==Sandbox);pushBlocked==false| true
            type==Sandbox and pushBlocked==false or name==x    | true
            """)
    void everyFieldIsComparedByEveryOperatorThatItHas(String rsql, boolean fulfilled) {
        assertThat(FilterFixtures.filter(rsql).matches(FULL)).isEqualTo(fulfilled);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            label.ring==canary               | false
            label.ring==*                    | false
            label.ring==''                   | false
            label.ring=in=(canary,'')        | false
            label.ring!=canary               | true
            label.ring=out=(canary)          | true
            label.ring=exists=true           | false
            label.ring=exists=false          | true
            installedVersion==1              | false
            installedVersion=in=(1,2)        | false
            installedVersion<99              | false
            installedVersion>=0              | false
            installedVersion!=1              | true
            installedVersion=out=(1,2)       | true
            installedVersion=exists=true     | false
            installedVersion=exists=false    | true
            daysBehind==0                    | false
            daysBehind>=0                    | false
            daysBehind<5                     | false
            daysBehind!=0                    | true
            daysBehind=out=(0)               | true
            daysBehind=exists=false          | true
            parent.name==*                   | false
            parent.name!=Acme                | true
            parent.name=exists=true          | false
            parent.type=in=(Production)      | false
            parent.type=out=(Production)     | true
            parent.pushBlocked==false        | false
            parent.pushBlocked!=false        | true
            parent.installedVersion>0        | false
            parent.daysBehind!=3             | true
            parent.label.tier==gold          | false
            parent.label.tier!=gold          | true
            parent.label.tier=exists=false   | true
            parent.orgKey==00D0000000000P1   | true
            parent.orgKey=exists=true        | true
            name==''                         | true
            name==*                          | true
            """)
    void ofAValueThatTheOrgLacksOnlyNegationsAreTrue(String rsql, boolean fulfilled) {
        assertThat(FilterFixtures.filter(rsql).matches(BARE)).isEqualTo(fulfilled);
    }

    @ParameterizedTest
    @CsvSource({
        "orgKey==00D0000000000S1, false",
        "parent.orgKey!=00D0000000000P1, true",
        "parent.orgKey=exists=false, true",
        "parent.orgKey=exists=true, false",
    })
    void aProductionOrgHasNoParent(String rsql, boolean fulfilled) {
        var production = FULL.parent().orElseThrow();

        assertThat(FilterFixtures.filter(rsql).matches(production)).isEqualTo(fulfilled);
    }

    /** A test of a wildcard against a text must not try the ways in which it might fit. */
    @Test
    void aTextThatAlmostFitsManyWildcardsIsRefusedAtOnce() {
        // Given
        var filter = FilterFixtures.filter("name=='" + "*a".repeat(200) + "*b'");
        var org = facts(sandbox("a".repeat(20_000), Map.of()), Optional.empty(), OptionalInt.empty(), Optional.empty());
        long begin = System.nanoTime();

        // When
        boolean fulfilled = filter.matches(org);

        // Then
        assertThat(fulfilled).isFalse();
        assertThat((System.nanoTime() - begin) / 1_000_000_000).isLessThan(5);
    }

    @Test
    void aMillionOrgsAreComparedInSeconds() {
        // Given
        var matcher =
                OrgMatcher.of(FilterFixtures.filter("label.ring==can*;installedVersion<1.10;parent.name!=globex"));
        for (int warmUp = 0; warmUp < 1_000_000; warmUp++) {
            matcher.matches(warmUp % 2 == 0 ? FULL : BARE);
        }
        int fulfilled = 0;
        long begin = System.nanoTime();

        // When
        for (int org = 0; org < 1_000_000; org++) {
            fulfilled += matcher.matches(FULL) ? 1 : 0;
        }

        // Then
        long micros = (System.nanoTime() - begin) / 1_000;
        System.out.printf("three comparisons with each of 1,000,000 orgs: %,d µs%n", micros);
        assertThat(fulfilled).isEqualTo(1_000_000);
        assertThat(micros).isLessThan(10_000_000);
    }

    @Test
    void tenThousandValuesCostAnOrgNoMoreThanAFew() {
        // Given
        var many = new StringBuilder("installedVersion=in=(0.0");
        for (int minor = 1; minor < 10_000; minor++) {
            many.append(",0.").append(minor);
        }
        var matcher = OrgMatcher.of(FilterFixtures.filter(many.append(")").toString()));
        long begin = System.nanoTime();

        // When
        boolean any = false;
        for (int org = 0; org < 1_000_000; org++) {
            any |= matcher.matches(FULL);
        }

        // Then
        assertThat(any).isFalse();
        assertThat((System.nanoTime() - begin) / 1_000_000_000).isLessThan(10);
    }
}
