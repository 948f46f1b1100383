package io.pushwave.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.pushwave.simulator.faults.Subject.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultRulesTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final FaultRules rules = new FaultRules();

    private void add(String members) {
        var json = "[{" + members.replace('\'', '"') + "}]";
        rules.add(RuleReader.read(json.getBytes(StandardCharsets.UTF_8)), START);
    }

    private String strikes(int calls, Kind kind) {
        var strikes = new StringBuilder();
        for (int call = 0; call < calls; call++) {
            strikes.append(rules.strike(new Subject("GET", "/a/b", kind, START)).isPresent() ? 'x' : '.');
        }
        return strikes.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
                    'nth':3;                    ..x.....
                    'nth':3,'times':2;          ..xx....
                    'always':true;              xxxxxxxx
                    'always':true,'times':2;    xx......
                    'probability':1;            xxxxxxxx
                    'probability':0;            ........
                    """)
    void aRuleStrikesAsItsTriggerSays(String trigger, String expected) {
        // Given
        add("'endpoint':'*','effect':'truncated'," + trigger);

        // When
        var strikes = strikes(8, Kind.QUERY);

        // Then
        assertThat(strikes).isEqualTo(expected);
    }

    @Test
    void aShareIsDrawnFromTheSeedAndNothingElse() {
        // Given
        add("'endpoint':'*','effect':'truncated','probability':0.3,'seed':5");
        var first = strikes(1_000, Kind.QUERY);
        rules.clear();
        add("'endpoint':'*','effect':'truncated','probability':0.3,'seed':5");

        // When
        var second = strikes(1_000, Kind.QUERY);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(first.chars().filter(each -> each == 'x').count()).isBetween(250L, 350L);
    }

    @Test
    void aRuleLooksOnlyAtWhatItsEffectCanBeDoneTo() {
        // Given
        add("'endpoint':'*','effect':'queryTimeout','nth':1");

        // When
        var others = strikes(3, Kind.WRITE);

        // Then
        assertThat(others).isEqualTo("...");
        assertThat(strikes(2, Kind.QUERY)).isEqualTo("x.");
        assertThat(rules.all().getFirst().seen()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, false",
        "0, false",
        "60, true",
        "119, true",
        "120, false",
    })
    void aRuleActsWithinItsTimeOnly(long secondsAfterItWasSet, boolean strikes) {
        // Given
        add("'endpoint':'*','effect':'truncated','always':true,'from':'PT1M','until':'2026-11-22T10:02:00Z'");

        // When
        var struck = rules.strike(new Subject("GET", "/", Kind.OTHER, START.plusSeconds(secondsAfterItWasSet)));

        // Then
        assertThat(struck.isPresent()).isEqualTo(strikes);
    }

    @Test
    void theFirstRuleThatStrikesWinsAndAllCount() {
        // Given
        add("'endpoint':'/a/*','effect':'truncated','nth':2,'name':'first'");
        add("'endpoint':'*','effect':'unauthorized','always':true,'name':'second'");

        // When
        var names = new ArrayList<String>();
        for (int call = 0; call < 3; call++) {
            names.add(rules.strike(new Subject("GET", "/a/b", Kind.OTHER, START))
                    .orElseThrow()
                    .rule());
        }

        // Then
        assertThat(names).containsExactly("second", "first", "second");
        assertThat(rules.all()).extracting(FaultRule::seen).containsExactly(3, 3);
    }

    @Test
    void aNameIsTakenOnceAndTakesItsRuleAway() {
        // Given
        add("'endpoint':'*','effect':'truncated','always':true,'name':'it'");

        // When
        assertThatExceptionOfType(RuleException.class)
                .isThrownBy(() -> add("'endpoint':'*','effect':'unauthorized','always':true,'name':'it'"))
                .withMessage("rule 1: name 'it' is taken");

        // Then
        assertThat(rules.remove("other")).isFalse();
        assertThat(rules.remove("it")).isTrue();
        assertThat(rules.all()).isEmpty();
    }

    @Test
    void savedRulesGoOnCountingAndDrawing() throws IOException {
        // Given
        add("'endpoint':'*','effect':'truncated','probability':0.3,'seed':5,'until':'PT1H'");
        strikes(37, Kind.QUERY);
        var bytes = new ByteArrayOutputStream();
        rules.save(new DataOutputStream(bytes));
        var expected = strikes(200, Kind.QUERY);
        var restored = new FaultRules();

        // When
        restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        // Then
        assertThat(restored.all().getFirst().until()).contains(START.plusSeconds(3_600));
        rules.clear();
        var strikes = new StringBuilder();
        for (int call = 0; call < 200; call++) {
            strikes.append(
                    restored.strike(new Subject("GET", "/", Kind.QUERY, START)).isPresent() ? 'x' : '.');
        }
        assertThat(strikes.toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    'distribution':'uniform','minimum':'PT1S','maximum':'PT3S'; 2.0; 2.98
                    'distribution':'exponential','median':'PT1S'; 1.0; 6.64
                    'distribution':'lognormal','median':'PT1S','p99':'PT8S'; 1.0; 8.0
                    'latency':'PT4S'; 4.0; 4.0
                    """, quoteCharacter = '~')
    void latenciesAreSpreadAsAsked(String latency, double median, double p99) {
        // Given
        add("'endpoint':'*','effect':'latency','always':true,'seed':9," + latency);

        // When
        var drawn = new ArrayList<Duration>();
        for (int call = 0; call < 20_000; call++) {
            drawn.add(rules.strike(new Subject("GET", "/", Kind.QUERY, START))
                    .orElseThrow()
                    .latency());
        }

        // Then
        Collections.sort(drawn);
        assertThat(drawn.get(10_000).toMillis() / 1e3).isCloseTo(median, within(0.05 * median));
        assertThat(drawn.get(19_800).toMillis() / 1e3).isCloseTo(p99, within(0.12 * p99));
        assertThat(drawn.getLast()).isLessThanOrEqualTo(Latency.LONGEST);
    }
}
