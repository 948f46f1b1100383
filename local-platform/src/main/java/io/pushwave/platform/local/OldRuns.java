package io.pushwave.platform.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What earlier runs have left in their folders: Kafka's segments and PostgreSQL's files, of a large campaign some gigabytes (up to two
 * are PostgreSQL's log of changes alone). Their logs are small and stay.
 */
public final class OldRuns {
    private static final List<String> DATA = List.of("kafka/data", "postgresql/data");

    private OldRuns() {}

    /**
     * Removes the data of runs that are over, and says so; data of a run that goes on is named with its size and left alone.
     *
     * @param parents folders in which the folders of runs lie
     * @param further folders of runs that lie elsewhere
     */
    public static List<String> remove(Path parents, List<Path> further) {
        var said = new ArrayList<String>();
        for (var run : runs(parents, further)) {
            try {
                if (RunFolder.isUsed(run)) {
                    said.add("In " + run + " lie " + size(run).inWords()
                            + " of data of a platform that runs, started by " + RunFolder.named(RunFolder.user(run))
                            + ".");
                } else {
                    var size = size(run);
                    removeData(run);
                    if (size.isWorthMentioning()) {
                        said.add("Removed " + size.inWords() + " of data that an earlier run had left in " + run + ".");
                    }
                }
            } catch (IOException e) {
                said.add("What an earlier run has left in " + run + " could not be removed: " + e.getMessage());
            }
        }
        return said;
    }

    /** Removes what broker and database of a run that is over have stored. */
    public static void removeData(Path run) throws IOException {
        for (var data : DATA) {
            var folder = run.resolve(data);
            if (Files.exists(folder)) {
                try (var paths = Files.walk(folder)) {
                    for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                }
            }
        }
    }

    private static List<Path> runs(Path parents, List<Path> further) {
        if (!Files.isDirectory(parents)) {
            return further.stream().filter(RunFolder::isOfARun).toList();
        }
        try (var children = Files.list(parents)) {
            return Stream.concat(children.filter(Files::isDirectory), further.stream())
                    .map(Path::toAbsolutePath)
                    .distinct()
                    .filter(RunFolder::isOfARun)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + parents, e);
        }
    }

    private static DataSize size(Path run) {
        return new DataSize(
                DATA.stream().map(run::resolve).mapToLong(OldRuns::bytesBelow).sum());
    }

    private static long bytesBelow(Path folder) {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (var paths = Files.walk(folder)) {
            return paths.mapToLong(OldRuns::bytes).sum();
        } catch (IOException | UncheckedIOException e) {
            // Who writes there removes files meanwhile: then the size is not worth a failure.
            return 0;
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
