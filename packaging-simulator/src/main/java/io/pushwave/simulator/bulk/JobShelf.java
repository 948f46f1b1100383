package io.pushwave.simulator.bulk;

import io.pushwave.simulator.domain.PackagingPlatform;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.query.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The jobs of both kinds that are kept: so many, with so many bytes, for so long. */
final class JobShelf {
    private final BulkSettings settings;
    private final PackagingPlatform platform;
    private final TreeMap<Integer, KeptJob> jobs = new TreeMap<>();
    private int nextNumber;

    JobShelf(BulkSettings settings, PackagingPlatform platform) {
        this.settings = settings;
        this.platform = platform;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(nextNumber);
        out.writeInt(jobs.size());
        for (var job : jobs.values()) {
            switch (job) {
                case IngestJob ingest -> {
                    out.writeBoolean(true);
                    ingest.save(out);
                }
                case QueryJob query -> {
                    out.writeBoolean(false);
                    query.save(out);
                }
            }
        }
    }

    void restore(DataInput in, Schema schema) throws IOException {
        nextNumber = in.readInt();
        for (int left = in.readInt(); left > 0; left--) {
            put(in.readBoolean() ? IngestJob.load(in, schema) : QueryJob.load(in, schema));
        }
    }

    /** All jobs of a kind, oldest first. */
    <T extends KeptJob> List<T> all(Class<T> kind) {
        return jobs.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The number of a new job, or -1 if no more are kept and none of them has ended. */
    int takeNumber() {
        forgetOld();
        if (jobs.size() >= settings.jobs() && !forgetOldestEnded()) {
            return -1;
        }
        return nextNumber++;
    }

    void put(KeptJob job) {
        jobs.put(job.number(), job);
    }

    void remove(KeptJob job) {
        jobs.remove(job.number());
    }

    /** The job with an id of 15 or 18 characters, or {@code null} if there is none of that kind. */
    <T extends KeptJob> @Nullable T find(String id, Class<T> kind) {
        forgetOld();
        long number = SalesforceId.number(SalesforceId.BULK_JOB, id) - 1;
        return number >= 0 && number < nextNumber ? get((int) number, kind) : null;
    }

    <T extends KeptJob> @Nullable T get(int number, Class<T> kind) {
        var job = jobs.get(number);
        return kind.isInstance(job) ? kind.cast(job) : null;
    }

    /** A page of jobs from a number on, oldest first. */
    <T extends KeptJob> JobPage<T> page(int from, int most, Class<T> kind) {
        forgetOld();
        List<T> found = jobs.tailMap(from, true).values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .limit(most + 1L)
                .toList();
        return found.size() > most
                ? new JobPage<>(found.subList(0, most), found.getLast().number())
                : new JobPage<>(found, JobPage.NONE);
    }

    /** Forgets ended jobs until there is room for more bytes; answers whether there is. */
    boolean makeRoom(int bytes) {
        while (bytesKept() + bytes > settings.dataBytes()) {
            if (!forgetOldestEnded()) {
                return false;
            }
        }
        return true;
    }

    private long bytesKept() {
        long bytes = 0;
        for (var job : jobs.values()) {
            bytes += job.bytes();
        }
        return bytes;
    }

    private void forgetOld() {
        long oldest = platform.now() - settings.resultsLife().toMillis();
        jobs.values().removeIf(job -> job.modifiedAt() < oldest);
    }

    private boolean forgetOldestEnded() {
        for (var job : jobs.values()) {
            if (job.hasEnded()) {
                jobs.remove(job.number());
                return true;
            }
        }
        return false;
    }
}
