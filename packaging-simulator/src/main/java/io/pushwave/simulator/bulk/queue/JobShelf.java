package io.pushwave.simulator.bulk.queue;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The jobs of all kinds that are kept: so many, with so many bytes, for so long. */
public final class JobShelf {
    private final BulkSettings settings;
    private final PackagingPlatform platform;
    private final TreeMap<Integer, KeptJob> jobs = new TreeMap<>();
    private int nextNumber;

    public JobShelf(BulkSettings settings, PackagingPlatform platform) {
        this.settings = settings;
        this.platform = platform;
    }

    public void save(DataOutput out) throws IOException {
        out.writeInt(nextNumber);
        out.writeInt(jobs.size());
        for (var job : jobs.values()) {
            out.writeByte(job.kind().code());
            job.save(out);
        }
    }

    /** Reads a job of a kind, as its {@link KeptJob#save} wrote it. */
    @FunctionalInterface
    public interface Loading {
        KeptJob load(JobKind kind) throws IOException;
    }

    public void restore(DataInput in, Loading loading) throws IOException {
        nextNumber = in.readInt();
        for (int left = in.readInt(); left > 0; left--) {
            put(loading.load(JobKind.of(in.readByte())));
        }
    }

    /** All jobs of a kind, oldest first. */
    public <T extends KeptJob> List<T> all(Class<T> kind) {
        return jobs.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The number of a new job, or -1 if no more are kept and none of them has ended. */
    public int takeNumber() {
        forgetOld();
        if (jobs.size() >= settings.jobs() && !forgetOldestEnded()) {
            return -1;
        }
        return nextNumber++;
    }

    public void put(KeptJob job) {
        jobs.put(job.number(), job);
    }

    public void remove(KeptJob job) {
        jobs.remove(job.number());
    }

    /** The job with an id of 15 or 18 characters, or {@code null} if there is none of that kind. */
    public <T extends KeptJob> @Nullable T find(String id, Class<T> kind) {
        forgetOld();
        long number = SalesforceId.number(SalesforceId.BULK_JOB, id) - 1;
        return number >= 0 && number < nextNumber ? get((int) number, kind) : null;
    }

    public <T extends KeptJob> @Nullable T get(int number, Class<T> kind) {
        var job = jobs.get(number);
        return kind.isInstance(job) ? kind.cast(job) : null;
    }

    /** A page of jobs from a number on, oldest first. */
    public <T extends KeptJob> JobPage<T> page(int from, int most, Class<T> kind) {
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
    public boolean makeRoom(int bytes) {
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
