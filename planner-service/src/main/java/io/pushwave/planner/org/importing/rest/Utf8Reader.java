package io.pushwave.planner.org.importing.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Reads UTF-8, with or without a byte order mark. Bytes that are none do not end it: each becomes half a character of its own, which
 * UTF-8 cannot have, so that whoever reads the text finds the line that they stand in. Not thread-safe.
 */
final class Utf8Reader extends Reader {
    private static final int BUFFER = 16 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The bytes 0x80 to 0xFF become U+DC80 to U+DCFF. */
    private static final int ESCAPED = 0xDC00;

    private static final int BYTE = 0xFF;
    private static final int FIRST_ESCAPED = ESCAPED + 0x80;
    private static final int LAST_ESCAPED = ESCAPED + BYTE;

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer characters = CharBuffer.allocate(BUFFER).flip();
    private boolean begun;
    private boolean ended;

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    /** The first byte of a text that was no UTF-8. */
    static OptionalInt firstBadByte(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            boolean second = at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
            if (character >= FIRST_ESCAPED && character <= LAST_ESCAPED && !second) {
                return OptionalInt.of(character - ESCAPED);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        while (!characters.hasRemaining()) {
            if (ended && !bytes.hasRemaining()) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, characters.remaining());
        characters.get(into, offset, count);
        return count;
    }

    private void decode() throws IOException {
        fill();
        characters.clear();
        var result = decoder.decode(bytes, characters, ended);
        if (result.isMalformed() || result.isUnmappable()) {
            for (int bad = 0; bad < result.length() && characters.hasRemaining(); bad++) {
                characters.put((char) (ESCAPED + (bytes.get() & BYTE)));
            }
            decoder.reset();
        }
        characters.flip();
        if (!begun && characters.hasRemaining()) {
            begun = true;
            if (characters.get(characters.position()) == BYTE_ORDER_MARK) {
                characters.get();
            }
        }
    }

    private void fill() throws IOException {
        if (ended) {
            return;
        }
        bytes.compact();
        int count = in.read(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
