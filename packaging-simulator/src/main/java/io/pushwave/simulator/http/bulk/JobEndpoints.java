package io.pushwave.simulator.http.bulk;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pushwave.simulator.bulk.jobs.JobsOfKind;
import io.pushwave.simulator.bulk.queue.JobPage;
import io.pushwave.simulator.bulk.queue.KeptJob;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Bodies;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What ingest and query jobs of Bulk API 2.0 answer in the same way. */
abstract class JobEndpoints<J extends KeptJob> {
    final PackagingPlatform platform;
    final BulkJson bulk;
    private final JobsOfKind<J> kept;
    private final String jobType;
    private final String path;

    /**
     * @param jobType as Salesforce calls it
     * @param path of the jobs, below a version
     */
    JobEndpoints(PackagingPlatform platform, JobsOfKind<J> jobs, String jobType, String path) {
        this.platform = platform;
        this.bulk = new BulkJson(platform.settings());
        this.kept = jobs;
        this.jobType = jobType;
        this.path = path;
    }

    /** Writes the members that a job has in every answer. */
    abstract void write(JsonGenerator json, J job, boolean withType) throws IOException;

    final void writeType(JsonGenerator json) throws IOException {
        json.writeStringField("jobType", jobType);
    }

    final Reply list(Call call) {
        var version = BulkJson.version(call);
        JobPage<J> page = BulkJson.finds(call, jobType)
                ? kept.page(BulkJson.locator(call), BulkJson.JOBS_A_PAGE)
                : new JobPage<>(List.of(), JobPage.NONE);
        return BulkJson.list(page, "/services/data/" + version + path, (json, job) -> write(json, job, true));
    }

    final Reply delete(Call call) {
        BulkJson.orThrow(kept.delete(find(call)));
        return Reply.noContent();
    }

    final J find(Call call) {
        var job = kept.find(call.variable("id"));
        if (job == null) {
            throw ApiException.notFound();
        }
        return job;
    }

    /** The state that a call asks for, of a body that says nothing else. */
    final String stateAskedFor(Call call) {
        var body = Bodies.object(call);
        BulkJson.requireOnly(body, Set.of("state"));
        return bulk.required(body, "state");
    }

    final ApiException refusedState(Call call) {
        return bulk.refused(Bodies.object(call), "state");
    }

    final Reply created(@Nullable J job) {
        if (job == null) {
            throw new ApiException(400, platform.settings().answer(UnverifiedAnswer.BULK_STORAGE_REFUSED));
        }
        return summary(job);
    }

    final Reply summary(J job) {
        return Reply.ok(json -> {
            json.writeStartObject();
            write(json, job, false);
            json.writeEndObject();
        });
    }
}
