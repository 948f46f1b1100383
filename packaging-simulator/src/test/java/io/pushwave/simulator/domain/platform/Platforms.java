package io.pushwave.simulator.domain.platform;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.domain.requests.RequestChange;
import io.pushwave.simulator.domain.requests.RequestDraft;
import io.pushwave.simulator.domain.settings.PlatformSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Platforms for tests, and the few calls that most tests make. Simulated time begins at 0. */
public final class Platforms {
    private Platforms() {}

    /** The defaults, but for the given ones. */
    public static PlatformSettings settings(long seed, int orgs, Map<Setting, ?> others) {
        var builder = SimulatorSettings.builder().seed(seed).orgs(orgs);
        others.forEach(builder::set);
        return builder.build().platform();
    }

    public static PackagingPlatform platform(long seed, int orgs, Map<Setting, ?> others) {
        return new PackagingPlatform(settings(seed, orgs, others), 0);
    }

    public static PackagingPlatform platform(long seed, int orgs) {
        return platform(seed, orgs, Map.of());
    }

    public static PackageVersion target(PackagingPlatform platform) {
        return platform.catalogue().versions().stream()
                .filter(PackageVersion::target)
                .findFirst()
                .orElseThrow();
    }

    /** Creates a request for the target version and answers its id. */
    public static String request(PackagingPlatform platform) {
        var draft = new RequestDraft(Optional.of(target(platform).id()), OptionalLong.empty(), Optional.empty(), false);
        return PackagingPlatform.requestId(done(platform.createRequest(draft)));
    }

    /** Adds a job for each org that is eligible and answers the keys of those. */
    public static List<String> fill(PackagingPlatform platform, String requestId) {
        var eligible = new ArrayList<String>();
        for (int org = 0; org < platform.subscribers().orgs(); org++) {
            var key = platform.subscribers().orgKey(org);
            if (platform.createJob(Optional.of(requestId), Optional.of(key)) instanceof Answer.Done) {
                eligible.add(key);
            }
        }
        return eligible;
    }

    public static Answer set(PackagingPlatform platform, String requestId, PushStatus status) {
        return platform.changeRequest(
                platform.requestRow(requestId),
                new RequestChange(Optional.empty(), Optional.empty(), Optional.of(status)));
    }

    public static int done(Answer answer) {
        return switch (answer) {
            case Answer.Done(int row) -> row;
            case Answer.Refused(var refusal) -> throw new AssertionError(refusal.toString());
        };
    }

    public static Refusal refused(Answer answer) {
        return switch (answer) {
            case Answer.Done(int row) -> throw new AssertionError("done: row " + row);
            case Answer.Refused(var refusal) -> refusal;
        };
    }

    /** How many jobs have this status. */
    public static int counts(PackagingPlatform platform, PushStatus status) {
        int count = 0;
        for (int job = 0; job < platform.jobs().size(); job++) {
            if (platform.jobs().status(job) == status) {
                count++;
            }
        }
        return count;
    }

    /** Everything that happened, as text. */
    public static String ledger(PackagingPlatform platform) {
        var ledger = new StringBuilder();
        var jobs = platform.jobs();
        for (int org = 0; org < platform.subscribers().orgs(); org++) {
            ledger.append(platform.subscribers().orgKey(org))
                    .append(' ')
                    .append(platform.subscribers().installedVersion(0, org));
            for (int job : jobs.ofOrg(org)) {
                ledger.append(' ')
                        .append(jobs.status(job))
                        .append(jobs.createdAt(job))
                        .append('-')
                        .append(jobs.startedAt(job))
                        .append('-')
                        .append(jobs.endedAt(job));
                var errors = platform.errors().ofJob(job);
                for (int position = 0; position < errors.size(); position++) {
                    ledger.append(platform.errors().get(errors.get(position)).message());
                }
            }
            ledger.append(platform.subscribers().status(org))
                    .append(platform.customerActs().ofOrg(org));
            ledger.append('\n');
        }
        return ledger.toString();
    }
}
