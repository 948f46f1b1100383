package io.pushwave.executor.crash;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.request.BulkApi;
import io.pushwave.executor.request.PackagingApi.JobAnswer.Refused;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stands before and behind every call about a bulk job: a process dies there, or the call has trouble. */
@Decorator
@Priority(1)
public abstract class CrashingBulkJobs implements BulkApi {
    @Inject
    @Delegate
    @Any
    BulkApi salesforce;

    @Inject
    CrashHub hub;

    @Override
    public String create() {
        return hub.call("createBulkJob", hub.stepped(), _ -> salesforce.create());
    }

    @Override
    public void upload(String bulkJobId, String requestId, List<OrgKey> orgs) {
        hub.call("upload", hub.named(requestId), _ -> {
            salesforce.upload(bulkJobId, requestId, orgs);
            return bulkJobId;
        });
    }

    @Override
    public void close(String bulkJobId) {
        hub.call("close", hub.named(bulkJobId), _ -> {
            salesforce.close(bulkJobId);
            return bulkJobId;
        });
    }

    @Override
    public void abort(String bulkJobId) {
        hub.call("abort", hub.named(bulkJobId), _ -> {
            salesforce.abort(bulkJobId);
            return bulkJobId;
        });
    }

    @Override
    public Optional<Progress> progress(String bulkJobId) {
        return hub.call("progress", hub.named(bulkJobId), _ -> salesforce.progress(bulkJobId));
    }

    @Override
    public Map<OrgKey, Refused> refused(String bulkJobId) {
        return hub.call("refused", hub.named(bulkJobId), _ -> salesforce.refused(bulkJobId));
    }
}
