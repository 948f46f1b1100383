package io.pushwave.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandLineTest {

    @Test
    void whatIsNotGivenHasItsDefault() {
        // When
        var settings = CommandLine.parse(new String[0], Map.of());

        // Then
        assertThat(settings).isEqualTo(SimulatorSettings.standard());
        assertThat(settings.port()).isEqualTo(8090);
        assertThat(settings.platform().orgs()).isEqualTo(1_000);
        assertThat(settings.platform().failures().rate()).isEqualTo(0.03);
        assertThat(settings.api().tokenLife()).isEqualTo(Duration.ofHours(2));
        assertThat(settings.api().publicKeyFile()).isEmpty();
    }

    @Test
    void aFlagWinsOverTheEnvironment() {
        // When
        var settings = CommandLine.parse(
                new String[] {"--orgs", "20", "--seed=8"},
                Map.of("PUSHWAVE_SIMULATOR_ORGS", "30", "PUSHWAVE_SIMULATOR_SPEED", "600"));

        // Then
        assertThat(settings.platform().orgs()).isEqualTo(20);
        assertThat(settings.platform().seed()).isEqualTo(8);
        assertThat(settings.speed()).isEqualTo(600);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --orgs 0            | orgs is '0', but 1 to 10000000 is expected
                    --port x            | port is 'x', but a whole number is expected
                    --speed -1          | speed is '-1', but a number from 0 to 100000 is expected
                    --token-life 5      | token-life is '5', but a duration such as PT30S is expected
                    --orgs              | --orgs needs a value: subscriber orgs to seed, 1 to 10000000
                    --nonsense 1        | there is no flag '--nonsense'; --help lists those that there are
                    --blocked-at-insert no | blocked-at-insert is 'no', but true or false is expected
                    """)
    void aWrongFlagIsRefusedInASentence(String flags, String sentence) {
        // When
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.parse(flags.split(" ", -1), Map.of()))
                .withMessage(sentence);
    }

    @Test
    void aValueMayBeEmptyOrLookLikeAFlagAndTheLastOneCounts() {
        // When
        var settings = CommandLine.parse(
                new String[] {"--client-id", "one", "--client-id=", "--username", "--orgs", "--client-secret", "--"},
                Map.of());

        // Then
        assertThat(settings.api().clientId()).isEmpty();
        assertThat(settings.api().username()).contains("--orgs");
        assertThat(settings.api().clientSecret()).contains("--");
    }

    @Test
    void helpListsEveryFlag() {
        // When
        var help = CommandLine.help();

        // Then
        assertThat(Setting.values()).allSatisfy(setting -> assertThat(help).contains("--" + setting.flag() + "="));
    }

    @Test
    void theWordsOfAnUnverifiedRefusalCanBeReplaced() {
        // When
        var settings = CommandLine.parse(
                new String[] {"--answers", "cancel-refused=INVALID_OPERATION:too late: {0}"}, Map.of());

        // Then
        assertThat(settings.platform().answers())
                .containsEntry(
                        UnverifiedAnswer.CANCEL_REFUSED, new Refusal("INVALID_OPERATION", "too late: {0}", List.of()));
    }
}
