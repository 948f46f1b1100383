package io.pushwave.simulator.domain.requests;

import io.pushwave.simulator.domain.catalogue.PackageCatalogue;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.domain.columns.IntList;
import io.pushwave.simulator.domain.columns.Rows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;

/** A {@code PackagePushRequest} row. Changed only by {@code PackagingPlatform}. Times are milliseconds since the epoch. */
public final class PushRequest {
    private final int row;
    private final boolean migration;
    private IntList jobs = new IntList();
    private IntList errors = new IntList();
    private PackageVersion version;
    private OptionalLong scheduledStart;
    private RequestState state = new RequestState.Created();
    private OptionalLong startedAt = OptionalLong.empty();
    private OptionalLong endedAt = OptionalLong.empty();
    private long modifiedAt;
    private long opensAt = Long.MAX_VALUE;
    private long openedUpTo = -1;
    private int unfinishedJobs;
    private int failedJobs;

    PushRequest(int row, PackageVersion version, OptionalLong scheduledStart, boolean migration, long at) {
        this.row = row;
        this.version = version;
        this.scheduledStart = scheduledStart;
        this.migration = migration;
        this.modifiedAt = at;
    }

    public int row() {
        return row;
    }

    public PackageVersion version() {
        return version;
    }

    public OptionalLong scheduledStart() {
        return scheduledStart;
    }

    public RequestState state() {
        return state;
    }

    public PushStatus status() {
        return state.status();
    }

    public OptionalLong startedAt() {
        return startedAt;
    }

    public OptionalLong endedAt() {
        return endedAt;
    }

    public long modifiedAt() {
        return modifiedAt;
    }

    public boolean isMigration() {
        return migration;
    }

    /** Rows of its jobs. */
    public Rows jobs() {
        return jobs.rows();
    }

    /** Rows of its jobs' errors. */
    public Rows errors() {
        return errors.rows();
    }

    /** A job of it is no change of the request itself. */
    public void addJob(int job) {
        jobs.add(job);
        unfinishedJobs++;
    }

    public void removeLastJob(long modifiedBefore) {
        jobs.removeLast();
        unfinishedJobs--;
        modifiedAt = modifiedBefore;
    }

    public void addError(int error) {
        errors.add(error);
    }

    void target(PackageVersion to, OptionalLong start, long at) {
        version = to;
        scheduledStart = start;
        modifiedAt = at;
    }

    void enter(RequestState next, long at) {
        state = next;
        modifiedAt = at;
    }

    /** Its instances start its jobs from now on at the earliest; milliseconds since the epoch. */
    public long opensAt() {
        return opensAt;
    }

    public void opensAt(long at) {
        opensAt = at;
        openedUpTo = -1;
    }

    /** The longest delay, in milliseconds, whose instances have got its jobs; -1 at first. */
    public long openedUpTo() {
        return openedUpTo;
    }

    public void openedUpTo(long delay) {
        openedUpTo = delay;
    }

    public void started(long at) {
        startedAt = OptionalLong.of(at);
    }

    public void ended(long at) {
        endedAt = OptionalLong.of(at);
        modifiedAt = at;
    }

    /** One of its jobs has ended. */
    public void jobEnded(boolean failed) {
        unfinishedJobs--;
        if (failed) {
            failedJobs++;
        }
    }

    public boolean hasUnfinishedJobs() {
        return unfinishedJobs > 0;
    }

    public boolean hasFailedJobs() {
        return failedJobs > 0;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(version.index());
        Columns.writeOptional(out, scheduledStart);
        out.writeBoolean(migration);
        out.writeLong(modifiedAt);
        state.save(out);
        out.writeLong(opensAt);
        out.writeLong(openedUpTo);
        Columns.writeOptional(out, startedAt);
        Columns.writeOptional(out, endedAt);
        out.writeInt(unfinishedJobs);
        out.writeInt(failedJobs);
        jobs.save(out);
        errors.save(out);
    }

    static PushRequest load(DataInput in, int row, PackageCatalogue catalogue) throws IOException {
        var version = catalogue.version(in.readInt());
        var scheduledStart = Columns.readOptional(in);
        var loaded = new PushRequest(row, version, scheduledStart, in.readBoolean(), in.readLong());
        loaded.state = RequestState.load(in);
        loaded.opensAt = in.readLong();
        loaded.openedUpTo = in.readLong();
        loaded.startedAt = Columns.readOptional(in);
        loaded.endedAt = Columns.readOptional(in);
        loaded.unfinishedJobs = in.readInt();
        loaded.failedJobs = in.readInt();
        loaded.jobs = IntList.load(in);
        loaded.errors = IntList.load(in);
        return loaded;
    }
}
