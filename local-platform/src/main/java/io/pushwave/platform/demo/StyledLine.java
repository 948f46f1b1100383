package io.pushwave.platform.demo;

import java.util.ArrayList;
import java.util.List;

/** One line of a terminal: pieces of text with a colour each, which know how wide they are. */
final class StyledLine {
    /** Colours by meaning; the codes are those of ANSI terminals (ECMA-48, SGR). */
    enum Style {
        PLAIN(""),
        STRONG("\u001b[1m"),
        FAINT("\u001b[2m"),
        GOOD("\u001b[32m"),
        BAD("\u001b[31m"),
        BUSY("\u001b[36m"),
        AGAIN("\u001b[33m");

        private final String begin;

        Style(String begin) {
            this.begin = begin;
        }
    }

    private static final String END = "\u001b[0m";

    private record Piece(Style style, String text) {}

    private final List<Piece> pieces = new ArrayList<>();

    static StyledLine of(String text) {
        return new StyledLine().add(Style.PLAIN, text);
    }

    static StyledLine empty() {
        return new StyledLine();
    }

    StyledLine add(Style style, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(style, text));
        }
        return this;
    }

    StyledLine add(String text) {
        return add(Style.PLAIN, text);
    }

    /** The text alone. */
    String plain() {
        var line = new StringBuilder();
        pieces.forEach(piece -> line.append(piece.text()));
        return line.toString();
    }

    /** The text with its colours, cut off at the width: a line that wraps would break the redrawing in place. */
    String coloured(int width) {
        var line = new StringBuilder();
        int left = width;
        for (var piece : pieces) {
            if (left == 0) {
                break;
            }
            var text =
                    piece.text().length() <= left ? piece.text() : piece.text().substring(0, left);
            left -= text.length();
            if (piece.style() == Style.PLAIN) {
                line.append(text);
            } else {
                line.append(piece.style().begin).append(text).append(END);
            }
        }
        return line.toString();
    }
}
