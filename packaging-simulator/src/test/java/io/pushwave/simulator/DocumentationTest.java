package io.pushwave.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.domain.FailureKind;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The fidelity page names everything that can be set and everything whose words are ours. */
final class DocumentationTest {
    private final String page;

    DocumentationTest() throws IOException {
        page = Files.readString(Path.of("..", "docs", "packaging-simulator.md"));
    }

    @Test
    void everySettingIsListedWithItsDefaultAndMeaning() {
        for (var setting : Setting.values()) {
            var standard = setting.standard().isEmpty() ? "none" : "`" + setting.standard() + "`";
            assertThat(page).contains("| `" + setting.flag() + "` | " + standard + " | " + setting.meaning() + " |");
        }
    }

    @Test
    void everyUnverifiedRefusalIsListedWithItsDefault() {
        for (var answer : UnverifiedAnswer.values()) {
            var name = answer.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(page).contains("| `" + name + "` | `" + answer.code() + "` " + answer.message() + " |");
        }
    }

    @Test
    void everyKindOfFailureIsListed() {
        for (var type : FailureKind.errorTypes()) {
            assertThat(page).contains("| " + type + " |");
        }
    }
}
