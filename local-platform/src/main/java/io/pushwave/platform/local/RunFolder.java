package io.pushwave.platform.local;

import io.pushwave.platform.settings.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one running platform, which empties it first and has it until it ends, in whatever way: the operating system gives
 * up the lock with the process.
 */
final class RunFolder implements AutoCloseable {
    /** Names the process that has the folder, as long as the lock on it is held. */
    private static final String MARK = "in-use";
    /** What a run puts into its folder: by one of these it is known. */
    private static final List<String> SIGNS = List.of(MARK, "kafka", "postgresql", "executor-key.pem");

    private final FileChannel mark;

    private RunFolder(FileChannel mark) {
        this.mark = mark;
    }

    /**
     * Takes the folder and empties it.
     *
     * @throws PlatformException if another platform has it, or if it holds other things than a run's
     */
    static RunFolder claim(Path folder) throws PlatformException {
        try {
            if (Files.exists(folder) && !isEmpty(folder) && !isOfARun(folder)) {
                throw new PlatformException(
                        folder + " has other things in it than those of a run, and a run empties its"
                                + " folder; PUSHWAVE_RUN_DIRECTORY has to name a new or an empty one");
            }
            Files.createDirectories(folder);
            var mark = FileChannel.open(
                    folder.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(mark) == null) {
                mark.close();
                throw new PlatformException(folder + " is used by " + named(user(folder))
                        + "; PUSHWAVE_RUN_DIRECTORY names another folder" + " for a demonstration beside it");
            }
            mark.truncate(0);
            mark.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            empty(folder);
            return new RunFolder(mark);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + folder, e);
        }
    }

    /** Whether a run has written into the folder. */
    static boolean isOfARun(Path folder) {
        return SIGNS.stream().anyMatch(sign -> Files.exists(folder.resolve(sign)));
    }

    /** Whether a process has the folder now. Not to be asked about a folder of this process, whose lock it would end. */
    static boolean isUsed(Path folder) throws IOException {
        try (var mark = FileChannel.open(folder.resolve(MARK), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return lock(mark) == null;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** The id of the process that has the folder, or had it last. */
    static Optional<Long> user(Path folder) {
        try {
            return Optional.of(Long.parseLong(Files.readString(folder.resolve(MARK))));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static String named(Optional<Long> user) {
        return user.map(pid -> "process " + pid).orElse("another process");
    }

    private static @Nullable FileLock lock(FileChannel mark) throws IOException {
        try {
            return mark.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void empty(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder) && !path.equals(folder.resolve(MARK))) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            mark.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give a run's folder back", e);
        }
    }
}
