package io.pushwave.simulator.domain.requests;

import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.domain.failures.FailureKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code PackagePushJob} rows as columns, 61 bytes a job. Jobs are only ever appended; those of one org are chained, newest
 * first. Times are milliseconds since the epoch, {@link #NO_TIME} for none.
 */
public final class JobTable {
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final int NONE = -1;

    private int[] newestOfOrg;
    private int size;
    private int[] org = new int[256];
    private int[] request = new int[256];
    private int[] olderOfOrg = new int[256];
    private short[] version = new short[256];
    private PushStatus[] status = new PushStatus[256];
    private @Nullable FailureKind[] failure = new FailureKind[256];
    private long[] createdAt = new long[256];
    private long[] startedAt = new long[256];
    private long[] endedAt = new long[256];
    private long[] modifiedAt = new long[256];

    public JobTable(int orgs) {
        newestOfOrg = new int[orgs];
        Arrays.fill(newestOfOrg, NONE);
    }

    public int size() {
        return size;
    }

    /**
     * Makes room for another number of orgs.
     *
     * @throws IllegalStateException if there are jobs, because they name their orgs by number
     */
    public void resize(int orgs) {
        if (size > 0) {
            throw new IllegalStateException("there are " + size + " jobs");
        }
        newestOfOrg = new int[orgs];
        Arrays.fill(newestOfOrg, NONE);
    }

    public int add(int ofOrg, int ofRequest, PackageVersion ofVersion, PushStatus initial, long at) {
        if (size == org.length) {
            grow(size + (size >> 1));
        }
        int job = size++;
        org[job] = ofOrg;
        request[job] = ofRequest;
        version[job] = (short) ofVersion.index();
        status[job] = initial;
        failure[job] = null;
        createdAt[job] = at;
        startedAt[job] = NO_TIME;
        endedAt[job] = NO_TIME;
        modifiedAt[job] = at;
        olderOfOrg[job] = newestOfOrg[ofOrg];
        newestOfOrg[ofOrg] = job;
        return job;
    }

    /** Takes back the job that was added last; it must not have left Created or Pending. */
    public void removeLast() {
        int job = size - 1;
        newestOfOrg[org[job]] = olderOfOrg[job];
        size--;
    }

    private void grow(int capacity) {
        org = Arrays.copyOf(org, capacity);
        request = Arrays.copyOf(request, capacity);
        olderOfOrg = Arrays.copyOf(olderOfOrg, capacity);
        version = Arrays.copyOf(version, capacity);
        status = Arrays.copyOf(status, capacity);
        failure = Arrays.copyOf(failure, capacity);
        createdAt = Arrays.copyOf(createdAt, capacity);
        startedAt = Arrays.copyOf(startedAt, capacity);
        endedAt = Arrays.copyOf(endedAt, capacity);
        modifiedAt = Arrays.copyOf(modifiedAt, capacity);
    }

    public void setStatus(int job, PushStatus to, long at) {
        status[job] = to;
        modifiedAt[job] = at;
    }

    public void retarget(int job, PackageVersion to) {
        version[job] = (short) to.index();
    }

    public void start(int job, long at) {
        setStatus(job, PushStatus.IN_PROGRESS, at);
        startedAt[job] = at;
    }

    public void end(int job, PushStatus as, long at) {
        setStatus(job, as, at);
        endedAt[job] = at;
    }

    /** What was decided at the start of the job: how it will fail. */
    public void willFail(int job, FailureKind kind) {
        failure[job] = kind;
    }

    /** How the job fails or has failed, or {@code null}. */
    public @Nullable FailureKind failure(int job) {
        return failure[job];
    }

    /** The job of this request for this org, or -1. */
    public int find(int ofRequest, int ofOrg) {
        int job = newestOfOrg[ofOrg];
        while (job != NONE && request[job] != ofRequest) {
            job = olderOfOrg[job];
        }
        return job;
    }

    /** How many of the org's jobs for this version have started, this one included if it has. */
    public int startedFor(int ofOrg, int versionIndex) {
        int started = 0;
        for (int job = newestOfOrg[ofOrg]; job != NONE; job = olderOfOrg[job]) {
            if (version[job] == versionIndex && startedAt[job] != NO_TIME) {
                started++;
            }
        }
        return started;
    }

    /** The org's jobs, oldest first. */
    public int[] ofOrg(int which) {
        int count = 0;
        for (int job = newestOfOrg[which]; job != NONE; job = olderOfOrg[job]) {
            count++;
        }
        var jobs = new int[count];
        for (int job = newestOfOrg[which]; job != NONE; job = olderOfOrg[job]) {
            jobs[--count] = job;
        }
        return jobs;
    }

    public int org(int job) {
        return org[job];
    }

    public int request(int job) {
        return request[job];
    }

    /** The catalogue's index of the version that the job installs. */
    public int version(int job) {
        return version[job];
    }

    public PushStatus status(int job) {
        return status[job];
    }

    public long createdAt(int job) {
        return createdAt[job];
    }

    public long startedAt(int job) {
        return startedAt[job];
    }

    public long endedAt(int job) {
        return endedAt[job];
    }

    public long modifiedAt(int job) {
        return modifiedAt[job];
    }

    public void save(DataOutput out) throws IOException {
        Columns.writeInts(out, newestOfOrg, newestOfOrg.length);
        Columns.writeInts(out, org, size);
        Columns.writeInts(out, request, size);
        Columns.writeInts(out, olderOfOrg, size);
        Columns.writeShorts(out, version, size);
        Columns.writeEnums(out, PushStatus.class, status, size);
        Columns.writeEnums(out, FailureKind.class, failure, size);
        Columns.writeLongs(out, createdAt, size);
        Columns.writeLongs(out, startedAt, size);
        Columns.writeLongs(out, endedAt, size);
        Columns.writeLongs(out, modifiedAt, size);
    }

    public static JobTable load(DataInput in) throws IOException {
        var newest = Columns.readInts(in);
        var loaded = new JobTable(newest.length);
        System.arraycopy(newest, 0, loaded.newestOfOrg, 0, newest.length);
        var org = Columns.readInts(in);
        int capacity = Math.max(256, org.length);
        loaded.size = org.length;
        loaded.org = Arrays.copyOf(org, capacity);
        loaded.request = Arrays.copyOf(Columns.readInts(in), capacity);
        loaded.olderOfOrg = Arrays.copyOf(Columns.readInts(in), capacity);
        loaded.version = Arrays.copyOf(Columns.readShorts(in), capacity);
        loaded.status = new PushStatus[capacity];
        Columns.readEnums(in, PushStatus.class, loaded.status);
        loaded.failure = new FailureKind[capacity];
        Columns.readEnums(in, FailureKind.class, loaded.failure);
        loaded.createdAt = Arrays.copyOf(Columns.readLongs(in), capacity);
        loaded.startedAt = Arrays.copyOf(Columns.readLongs(in), capacity);
        loaded.endedAt = Arrays.copyOf(Columns.readLongs(in), capacity);
        loaded.modifiedAt = Arrays.copyOf(Columns.readLongs(in), capacity);
        return loaded;
    }
}
