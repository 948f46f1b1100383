package io.pushwave.platform.endtoend;

import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.settings.Addresses;
import io.pushwave.platform.settings.Customers;
import io.pushwave.platform.settings.Installation;
import io.pushwave.platform.settings.Pace;
import io.pushwave.platform.settings.PlatformException;
import io.pushwave.platform.settings.PlatformSettings;
import java.nio.file.Path;
import java.util.Optional;

/** Platforms for tests: free ports, a folder of their own, and the seed printed so that a failure can be seen again. */
final class Platforms {
    private Platforms() {}

    /** The project's top folder, or a copy of what was built there. */
    static Path home() {
        return Path.of(System.getProperty("pushwave.home", ".."))
                .toAbsolutePath()
                .normalize();
    }

    static Path folder(String name) {
        return Path.of("target", "end-to-end", name).toAbsolutePath();
    }

    /** A platform of which nothing is started yet. */
    static LocalPlatform prepared(String name, int orgs, long seed) throws PlatformException {
        System.out.println("platform '" + name + "': " + orgs + " orgs, seed " + seed + ", logs in " + folder(name));
        return LocalPlatform.prepare(
                new Installation(home(), folder(name)),
                new PlatformSettings(
                        Addresses.free(), Pace.DEMONSTRATION, new Customers(orgs, seed, 120), Optional.empty()));
    }

    /** A platform that is ready. */
    static LocalPlatform started(String name, int orgs, long seed) throws PlatformException {
        var platform = prepared(name, orgs, seed);
        try {
            platform.startAll();
            platform.awaitReady(LocalPlatform.READY_WITHIN, ready -> {});
            return platform;
        } catch (PlatformException e) {
            platform.close();
            throw e;
        }
    }
}
