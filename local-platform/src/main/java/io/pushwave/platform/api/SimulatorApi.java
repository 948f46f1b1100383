package io.pushwave.platform.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.pushwave.platform.ledger.JobStatus;
import io.pushwave.platform.ledger.LedgerJob;
import io.pushwave.platform.ledger.LedgerOrg;
import io.pushwave.platform.ledger.Target;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the simulator tells beside the Salesforce interface: the truth about its orgs. */
public final class SimulatorApi {
    private static final int PAGE = 2000;

    private final JsonHttp http;
    private final URI base;

    public SimulatorApi(JsonHttp http, URI base) {
        this.http = http;
        this.base = base;
    }

    /**
     * The package version that a demonstration releases.
     *
     * @throws ApiException if the simulator does not answer, or has none
     */
    public Release target() throws ApiException {
        for (var packaged : versions().packages()) {
            for (var version : packaged.versions()) {
                if (version.target()) {
                    return new Release(
                            packaged.packageId(), packaged.name(), version.packageVersionId(), version.number());
                }
            }
        }
        throw new ApiException("the simulator at " + base + " has no package version that is marked as target");
    }

    /** A beta version of the target's package. */
    public Release beta() throws ApiException {
        for (var packaged : versions().packages()) {
            for (var version : packaged.versions()) {
                if (version.releaseState().equalsIgnoreCase("beta")) {
                    return new Release(
                            packaged.packageId(), packaged.name(), version.packageVersionId(), version.number());
                }
            }
        }
        throw new ApiException("the simulator at " + base + " has no beta version");
    }

    /** The id of the lowest released version of a package. */
    public String oldest(String packageId) throws ApiException {
        return versions().packages().stream()
                .filter(packaged -> packaged.packageId().equals(packageId))
                .flatMap(packaged -> packaged.versions().stream())
                .filter(version -> version.releaseState().equalsIgnoreCase("released"))
                .min(Version.ORDER)
                .map(Version::packageVersionId)
                .orElseThrow(() -> new ApiException("the simulator at " + base + " has no version of " + packageId));
    }

    /** A version as the goal of a campaign: with all versions of its package that are above it. */
    public Target goal(Release release) throws ApiException {
        var ofPackage = versions().packages().stream()
                .filter(packaged -> packaged.packageId().equals(release.packageId()))
                .flatMap(packaged -> packaged.versions().stream())
                .toList();
        var above = ofPackage.stream()
                .filter(version -> version.packageVersionId().equals(release.packageVersionId()))
                .flatMap(target -> ofPackage.stream().filter(version -> Version.ORDER.compare(version, target) > 0))
                .map(Version::packageVersionId)
                .collect(Collectors.toSet());
        return new Target(release.packageVersionId(), above);
    }

    private Versions versions() throws ApiException {
        return http.get(base.resolve("/simulator/versions"), Versions.class);
    }

    /** How many calls the Salesforce interface has answered. */
    public long apiCalls() throws ApiException {
        return http.get(base.resolve("/simulator/requests-log/count"), Calls.class)
                .calls();
    }

    /** Every org, ascending by org key, one page in memory. The iterator throws {@link ApiFailure}. */
    public Iterator<LedgerOrg> ledger() {
        return new LedgerPages();
    }

    private final class LedgerPages implements Iterator<LedgerOrg> {
        private final ArrayDeque<LedgerOrg> page = new ArrayDeque<>();
        private @Nullable String after = "";

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && after != null) {
                load(after);
            }
            return !page.isEmpty();
        }

        @Override
        public LedgerOrg next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.remove();
        }

        private void load(String from) {
            var position = from.isEmpty() ? "" : "&after=" + from;
            try (var lines = http.lines(base.resolve("/simulator/ledger?limit=" + PAGE + position))) {
                for (var line : (Iterable<String>) lines::iterator) {
                    page.add(http.parse(line, Org.class).asLedgerOrg());
                }
            } catch (ApiException e) {
                throw new ApiFailure(e);
            }
            var last = page.peekLast();
            after = last == null || page.size() < PAGE ? null : last.orgKey();
        }
    }

    /** A package version and its package, as an upstream pipeline knows them. */
    public record Release(String packageId, String packageName, String packageVersionId, String versionNumber) {}

    record Versions(List<Packaged> packages) {
        Versions {
            packages = List.copyOf(packages);
        }
    }

    record Packaged(String packageId, String name, List<Version> versions) {
        Packaged {
            versions = List.copyOf(versions);
        }
    }

    record Version(
            String packageVersionId, int major, int minor, int patch, int build, String releaseState, boolean target) {
        static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
                .thenComparingInt(Version::minor)
                .thenComparingInt(Version::patch)
                .thenComparingInt(Version::build);

        String number() {
            return major + "." + minor + "." + patch;
        }
    }

    record Calls(long calls) {}

    record Org(String orgKey, Optional<String> installedVersionId, List<Job> jobs) {
        Org {
            jobs = List.copyOf(jobs);
        }

        LedgerOrg asLedgerOrg() {
            return new LedgerOrg(
                    orgKey,
                    installedVersionId.orElse(""),
                    jobs.stream().map(Job::asLedgerJob).toList());
        }
    }

    record Job(
            String jobId,
            String packageVersionId,
            Status status,
            Instant createdAt,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            List<JobError> errors) {
        Job {
            errors = List.copyOf(errors);
        }

        LedgerJob asLedgerJob() {
            var error = errors.stream().map(JobError::message).collect(Collectors.joining("; "));
            return new LedgerJob(jobId, packageVersionId, status.meaning, createdAt, startedAt, endedAt, error);
        }
    }

    record JobError(String message) {}

    /** {@code PackagePushJob.Status} as Salesforce writes it. */
    enum Status {
        @JsonProperty("Created")
        CREATED(JobStatus.CREATED),
        @JsonProperty("Pending")
        PENDING(JobStatus.PENDING),
        @JsonProperty("InProgress")
        IN_PROGRESS(JobStatus.IN_PROGRESS),
        @JsonProperty("Succeeded")
        SUCCEEDED(JobStatus.SUCCEEDED),
        @JsonProperty("Failed")
        FAILED(JobStatus.FAILED),
        @JsonProperty("Canceled")
        CANCELED(JobStatus.CANCELED);

        private final JobStatus meaning;

        Status(JobStatus meaning) {
            this.meaning = meaning;
        }
    }
}
