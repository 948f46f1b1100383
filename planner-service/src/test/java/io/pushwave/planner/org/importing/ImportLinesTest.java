package io.pushwave.planner.org.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.TextLimits.Fault;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportLinesTest {
    private static final OrgKey ORG = new OrgKey("00D000000000001");

    @Test
    void aSecondLineAboutAnOrgIsBadAndNamesTheFirst() {
        var lines = new ImportLines<String>(10);

        lines.add(2, ORG, "a");
        lines.add(7, ORG, "b");

        assertThat(lines.good()).containsExactly(new ImportLine<>(2, ORG, "a"));
        assertThat(lines.faults().first())
                .containsExactly(new LineFault(
                        7, new Fault("orgKey", ORG.value(), "orgKey 00D000000000001 is in line 2 already")));
        assertThat(lines.count()).isEqualTo(2);
    }

    @Test
    void theFirstBadLinesAreListedAndAllOfThemCountedInWhateverOrderTheyAreFound() {
        var faults = new LineFaults(3);

        IntStream.of(9, 2, 8, 1, 7).forEach(line -> faults.add(new LineFault(line, new Fault("x", null, "bad"))));

        assertThat(faults.count()).isEqualTo(5);
        assertThat(faults.first()).extracting(LineFault::line).containsExactly(1, 2, 7);
    }

    @Test
    void modesAreSpelledWithHyphens() {
        assertThat(ImportMode.labelled("good-lines")).contains(ImportMode.GOOD_LINES);
        assertThat(ImportMode.labelled("all-or-nothing")).contains(ImportMode.ALL_OR_NOTHING);
        assertThat(ImportMode.labelled("GOOD_LINES")).isEmpty();
    }
}
