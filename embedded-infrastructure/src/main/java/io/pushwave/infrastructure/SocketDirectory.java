package io.pushwave.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a database server's unix socket lies. Never in {@code /tmp} itself: two servers on the same port of two network namespaces
 * would collide there.
 *
 * @param temporary whether it was made for the socket alone (mode 700) and goes with it
 */
record SocketDirectory(Path path, boolean temporary) {
    /** A socket's path has at most so many bytes (unix(7): 108 with the zero at its end). */
    static final int PATH_BYTES_MAXIMUM = 107;

    /** The server's command line is split at blanks and its list of folders at commas: only what needs no quotes is used. */
    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[A-Za-z0-9/._+-]+");

    /** The folder if its path is short and plain enough for a socket in it, otherwise a new one with a short path. */
    static SocketDirectory near(Path folder, int port) throws IOException {
        if (fits(folder, port)) {
            return new SocketDirectory(folder, false);
        }
        for (var parent : List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/tmp"))) {
            if (fits(parent.resolve("pushwave-" + Long.MAX_VALUE), port)) {
                return new SocketDirectory(Files.createTempDirectory(parent, "pushwave-"), true);
            }
        }
        throw new IOException("no folder is short enough for the socket of the database server in " + folder);
    }

    static boolean fits(Path folder, int port) {
        var socket = folder.resolve(".s.PGSQL." + port).toString();
        return socket.getBytes(StandardCharsets.UTF_8).length <= PATH_BYTES_MAXIMUM
                && NEEDS_NO_QUOTES.matcher(socket).matches();
    }

    /** Removes the folder if it was made for the socket, with what a server that was killed has left in it. */
    void remove() {
        if (!temporary || !Files.exists(path)) {
            return;
        }
        try (var left = Files.list(path)) {
            for (var file : left.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }
}
