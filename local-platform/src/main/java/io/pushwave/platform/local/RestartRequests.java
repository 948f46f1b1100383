package io.pushwave.platform.local;

import io.pushwave.platform.settings.Installation;
import io.pushwave.platform.settings.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Wishes for restarts, from any process to the one that has the parts as its children: a file each, in the run's folder. */
public record RestartRequests(Path folder) {
    public static RestartRequests in(Installation installation) {
        return new RestartRequests(installation.runDirectory().resolve("restart"));
    }

    public void ask(Part part) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(part.label()), "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask for a restart in " + folder, e);
        }
    }

    /** Whether somebody has asked; it is asked no more. */
    boolean take(Part part) {
        try {
            return Files.deleteIfExists(folder.resolve(part.label()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the wishes for restarts in " + folder, e);
        }
    }
}
