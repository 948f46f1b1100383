package io.pushwave.planner;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Texts as strangers write them; the same seed gives the same ones. */
final class RandomTexts {
    private static final List<String> EMOJI = List.of("😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "❤️", "🇩🇪");
    private static final List<String> RIGHT_TO_LEFT = List.of("שלום", "مرحبا", "\u202Eabc\u202C", "\u200F", "אב12");

    private final SplittableRandom random;
    private final List<Supplier<String>> tame;
    private final List<Supplier<String>> wild;

    RandomTexts(long seed) {
        random = new SplittableRandom(seed);
        tame = List.of(
                this::letters,
                () -> some(EMOJI),
                () -> some(RIGHT_TO_LEFT),
                () -> letters() + "\u0001\u0007\u001b[31m\t\r\n\u007f\u0085",
                () -> "\"" + letters() + "\\ \\u0000 \\n' ; drop table release; --",
                () -> "e\u0301\u0301\u0301 \uFFFD \uFEFF \uFFFF " + letters());
        wild = List.of(
                () -> letters() + "\u0000" + letters(),
                () -> letters() + "\uD83D",
                () -> "\uDE00" + letters(),
                () -> "\uDE00\uD83D",
                () -> letters().repeat(1 + 10_000 / 8).substring(0, 10_000),
                () -> "😀".repeat(5_000),
                () -> "",
                () -> " \t\n",
                this::anything);
    }

    /** A text that every field takes. */
    String tame() {
        return tame.get(random.nextInt(tame.size())).get();
    }

    /** A text that is taken in some fields, or in none. */
    String wild() {
        return random.nextInt(4) == 0
                ? tame()
                : wild.get(random.nextInt(wild.size())).get();
    }

    private String letters() {
        return random.ints(random.nextInt(8, 20), 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private String some(List<String> pieces) {
        return random.ints(random.nextInt(1, 6), 0, pieces.size())
                .mapToObj(pieces::get)
                .collect(Collectors.joining(" "));
    }

    private String anything() {
        return random.ints(random.nextInt(1, 150), 0, 0x10000)
                .mapToObj(unit -> String.valueOf((char) unit))
                .collect(Collectors.joining());
    }

    /** Whether UTF-8 and PostgreSQL can carry it; said again here, so that the planner's own rule is held to it. */
    static boolean isStorable(String text) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit == 0 || Character.isLowSurrogate(unit)) {
                return false;
            }
            if (Character.isHighSurrogate(unit)) {
                at++;
                if (at == text.length() || !Character.isLowSurrogate(text.charAt(at))) {
                    return false;
                }
            }
        }
        return true;
    }
}
