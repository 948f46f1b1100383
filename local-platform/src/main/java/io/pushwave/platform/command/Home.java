package io.pushwave.platform.command;

import io.pushwave.platform.settings.Installation;
import java.nio.file.Path;
import java.util.Optional;

/** Where the script that started the launcher lies, and what it writes beside itself. */
final class Home {
    private Home() {}

    static Path directory() {
        return Path.of(System.getProperty("pushwave.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** Everything that the launcher writes is in here; the build ignores it. */
    static Path written() {
        return directory().resolve(".pushwave");
    }

    static Path stateFile() {
        return written().resolve("platform.json");
    }

    static Installation kept() {
        return new Installation(directory(), written().resolve("run"));
    }

    /** A demonstration beside a running platform, or another demonstration, needs a folder of its own. */
    static Installation demonstration() {
        return temporary("demo");
    }

    /** A platform that is measured. */
    static Installation benchmark() {
        return temporary("bench");
    }

    /** A platform whose services learn how they start. */
    static Installation training() {
        return new Installation(directory(), written().resolve("training"), true);
    }

    private static Installation temporary(String folder) {
        return new Installation(
                directory(),
                Optional.ofNullable(System.getenv("PUSHWAVE_RUN_DIRECTORY"))
                        .map(Path::of)
                        .orElseGet(() -> written().resolve(folder)));
    }
}
