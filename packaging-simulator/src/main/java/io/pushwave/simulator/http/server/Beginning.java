package io.pushwave.simulator.http.server;

import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.settings.PlatformSettings;
import io.pushwave.simulator.domain.time.SimulatorClock;
import io.pushwave.simulator.faults.FaultRule;
import io.pushwave.simulator.http.ApiSettings;
import io.pushwave.simulator.http.ProblemException;
import io.pushwave.simulator.http.control.SnapshotEndpoints;
import io.pushwave.simulator.http.control.SnapshotFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What a simulator begins with.
 *
 * @param platform used for a seeded base as well as with a snapshot, which brings its own seed and orgs
 * @param speed simulated seconds per second; a snapshot brings its own
 * @param snapshot file to go on from
 * @param orgsFile CSV file of orgs to begin with instead of seeded ones; not with a snapshot
 * @param faults rules of misbehaviour that are set from the start, beside those of the snapshot
 */
public record Beginning(
        PlatformSettings platform,
        double speed,
        Optional<Path> snapshot,
        Optional<Path> orgsFile,
        List<FaultRule.Description> faults,
        ApiSettings api,
        InstantSource wallClock) {
    public Beginning {
        faults = List.copyOf(faults);
    }

    /**
     * A seeded simulator, or the one of the snapshot file.
     *
     * @throws IllegalArgumentException if that file, or the one with orgs, cannot be used
     */
    SimulatorApi begin(SnapshotEndpoints.Successor successor) {
        var api = seededOrRestored(successor);
        api.misbehave(faults);
        return api;
    }

    private SimulatorApi seededOrRestored(SnapshotEndpoints.Successor successor) {
        if (snapshot.isEmpty()) {
            var clock = new SimulatorClock(wallClock, speed);
            var seeded =
                    new SimulatorApi(new PackagingPlatform(platform, clock.millis()), clock, wallClock, api, successor);
            orgsFile.ifPresent(file -> replaceOrgs(seeded, file));
            return seeded;
        }
        var file = snapshot.get();
        try {
            return restore(Files.readAllBytes(file), successor);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the snapshot " + file + " cannot be read: " + unreadable, unreadable);
        } catch (SnapshotFile.UnusableSnapshotException unusable) {
            throw new IllegalArgumentException(
                    "the snapshot " + file + " cannot be used: " + unusable.reason(), unusable);
        }
    }

    private static void replaceOrgs(SimulatorApi seeded, Path file) {
        try (var orgs = Files.newInputStream(file)) {
            seeded.replaceOrgs(orgs);
        } catch (ProblemException wrong) {
            throw new UnusableFileException("orgs-file " + file + ", " + wrong.getMessage(), wrong);
        } catch (IOException | UncheckedIOException unreadable) {
            throw new UnusableFileException("orgs-file " + file + " cannot be read: " + unreadable, unreadable);
        }
    }

    SimulatorApi restore(byte[] file, SnapshotEndpoints.Successor successor)
            throws SnapshotFile.UnusableSnapshotException {
        return SnapshotFile.read(file, in -> {
            var clock = SimulatorClock.load(in, wallClock);
            var restored = new SimulatorApi(PackagingPlatform.load(in, platform), clock, wallClock, api, successor);
            restored.restore(in);
            return restored;
        });
    }
}
