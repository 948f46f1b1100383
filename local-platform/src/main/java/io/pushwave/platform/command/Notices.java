package io.pushwave.platform.command;

import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.local.OldRuns;
import io.pushwave.platform.overrides.ConfiguredElsewhere;
import io.pushwave.platform.settings.Installation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What somebody who starts a platform has to know about its surroundings, as sentences. */
final class Notices {
    private Notices() {}

    /** Removes what earlier runs have left, and says so; to be called before the run's own folder is taken. */
    static List<String> aboutOldRuns(Installation installation) {
        return OldRuns.remove(Home.written(), List.of(installation.runDirectory()));
    }

    /** Which settings of somebody's own do not count on this platform. */
    static List<String> aboutSettings(LocalPlatform platform, Map<String, String> environment, Path runDirectory) {
        var elsewhere = ConfiguredElsewhere.in(environment, List.of(Path.of(""), Home.directory()));
        var notices = new ArrayList<>(platform.overridden(elsewhere.given()));
        elsewhere
                .unread()
                .forEach(file -> notices.add(file + " is not read: the services run in " + runDirectory
                        + "; environment variables reach them"));
        return notices;
    }
}
