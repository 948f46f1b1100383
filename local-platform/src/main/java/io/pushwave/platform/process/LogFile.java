package io.pushwave.platform.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a process writes what it says. */
public record LogFile(Path path) {
    /** A tail is never read further back than this. */
    private static final int TAIL_BYTES_MAXIMUM = 64 * 1024;

    /** The last lines of the file, oldest first; none when there is no such file. */
    public List<String> tail(int lines) {
        if (!Files.isReadable(path)) {
            return List.of();
        }
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            long length = file.length();
            file.seek(Math.max(0, length - TAIL_BYTES_MAXIMUM));
            var bytes = new byte[(int) Math.min(length, TAIL_BYTES_MAXIMUM)];
            file.readFully(bytes);
            var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(" + path + " cannot be read: " + e.getMessage() + ")");
        }
    }
}
