package io.pushwave.platform.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.platform.bench.Series;
import java.util.List;
import org.junit.jupiter.api.Test;

class AskedSecondsTest {

    @Test
    void runsAtTheLimitsMissNothing() {
        var asked = new AskedSeconds(100_000, new Series(List.of(90.0, 80.0, 78.0)));

        assertThat(asked.missed()).isEmpty();
    }

    @Test
    void theSlowestRunIsJudgedByItsOrgs() {
        var asked = new AskedSeconds(200_000, new Series(List.of(100.0, 180.1)));

        assertThat(asked.missed()).containsExactly("180.1 s for 200,000 orgs are more than 180.0.");
    }

    @Test
    void runsThatLieFarApartAreShown() {
        var asked = new AskedSeconds(100_000, new Series(List.of(80.0, 60.0, 70.0)));

        assertThat(asked.missed()).containsExactly("The runs lie 28.6 % apart, more than 15.");
    }

    @Test
    void twoRunsShowNoSpread() {
        var asked = new AskedSeconds(100_000, new Series(List.of(80.0, 60.0)));

        assertThat(asked.missed()).isEmpty();
    }

    @Test
    void ofFewOrgsNothingIsAsked() {
        var asked = new AskedSeconds(49_999, new Series(List.of(80.0, 400.0, 70.0)));

        assertThat(asked.missed()).isEmpty();
    }

    @Test
    void aSeriesWithoutARunIsNone() {
        assertThatThrownBy(() -> new Series(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbersOfRunsAndOrgsThatMakeNoSenseAreRefusedInASentence() {
        assertThatThrownBy(() -> new EndToEndOptions(0, 1, 7)).hasMessage("orgs is 0, 1 to 2000000 are possible");
        assertThatThrownBy(() -> new EndToEndOptions(1, 51, 7)).hasMessage("runs is 51, 1 to 50 are possible");
    }
}
