package io.pushwave.platform.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How large the terminal is; asked again every second, because people resize windows. */
final class TerminalSize {
    private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,4}) ([0-9]{1,4})");
    private static final int COLUMNS_USUAL = 80;
    private static final int ROWS_USUAL = 24;

    private @Nullable Stopwatch asked;
    private int columns = COLUMNS_USUAL;
    private int rows = ROWS_USUAL;

    int columns() {
        ask();
        return columns;
    }

    int rows() {
        ask();
        return rows;
    }

    private void ask() {
        if (asked != null && !asked.isPast(ASKED_AGAIN_AFTER)) {
            return;
        }
        asked = new Stopwatch();
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var answer = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            if (answer.lookingAt()) {
                rows = orUsual(Integer.parseInt(answer.group(1)), ROWS_USUAL);
                columns = orUsual(Integer.parseInt(answer.group(2)), COLUMNS_USUAL);
            }
        } catch (IOException e) {
            // No stty or no controlling terminal: the usual size stands.
            columns = COLUMNS_USUAL;
            rows = ROWS_USUAL;
        }
    }

    /** Terminals without a window, as some consoles are, say 0. */
    private static int orUsual(int number, int usual) {
        return number > 0 ? number : usual;
    }
}
