package io.pushwave.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.failures.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The fidelity page names everything that can be set and everything whose words are ours. */
final class DocumentationTest {
    /** The grade in the middle of a table's row. */
    private static final Pattern RUN = Pattern.compile("^\\|.*\\|[^|]*\\brun\\b[^|]*\\|[^|]*\\|$");

    private static final Pattern TEST = Pattern.compile("`(\\w*[a-z](?:IT|Test))(?:\\.\\w+)?`");

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

    /** What was seen with a real client is seen again by a test. */
    @Test
    void everyRowThatWasRunNamesATestThatIsThere() throws IOException {
        var rows = page.lines().filter(line -> RUN.matcher(line).find()).toList();
        assertThat(rows)
                .hasSizeGreaterThan(10)
                .allSatisfy(row -> assertThat(TEST.matcher(row).find()).as(row).isTrue());
        var tests = TEST.matcher(page)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        try (var files = Files.walk(Path.of("src", "test", "java"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".java", "")))
                    .containsAll(tests);
        }
    }
}
