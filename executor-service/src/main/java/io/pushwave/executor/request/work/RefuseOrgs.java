package io.pushwave.executor.request.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.command.postgres.IntentRow;
import io.pushwave.executor.command.postgres.PushIntents;
import io.pushwave.executor.request.PackagingApi.JobAnswer.Refused;
import io.pushwave.executor.request.postgres.Claim;
import io.pushwave.executor.request.postgres.PushRequests;
import io.pushwave.executor.result.ErrorPolicy;
import io.pushwave.executor.result.JobVerdict;
import io.pushwave.executor.result.work.ResultReports;
import io.pushwave.executor.salesforce.api.KnownPackages;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;

/** Ends the commands of orgs for which Salesforce refused a job. */
@ApplicationScoped
class RefuseOrgs {
    /** Of an org that was not refused; there is none among those that ended by it. */
    private static final JobVerdict NO_REASON = ErrorPolicy.ofRefusedJob("", "");

    private final KnownPackages packages;
    private final PushIntents intents;
    private final PushRequests requests;
    private final ResultReports reports;
    private final StepListener listener;

    RefuseOrgs(
            KnownPackages packages,
            PushIntents intents,
            PushRequests requests,
            ResultReports reports,
            StepListener listener) {
        this.packages = packages;
        this.intents = intents;
        this.requests = requests;
        this.reports = reports;
        this.listener = listener;
    }

    /** Ends the commands of refused orgs, and keeps the request in any case. */
    void refuse(Claim claim, Map<OrgKey, Refused> refused) {
        if (!refused.isEmpty()) {
            // A wrong org refuses everything; if there was a login to one meanwhile, this throws.
            packages.nameOf(claim.request().plan().packageId());
        }
        var requestId = claim.request().plan().id();
        QuarkusTransaction.requiringNew().run(() -> {
            requests.keep(claim);
            if (!refused.isEmpty()) {
                end(requestId, refused);
            }
            listener.storing(claim.request());
        });
    }

    private void end(String requestId, Map<OrgKey, Refused> refused) {
        var verdicts = refused.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> ErrorPolicy.ofRefusedJob(
                                entry.getValue().statusCode(), entry.getValue().message())));
        var ended = new ArrayList<IntentRow>(refused.size());
        verdicts.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().state(), Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                .forEach((state, orgs) -> ended.addAll(intents.refused(requestId, orgs, state)));
        reports.ended(ended, row -> verdicts.getOrDefault(row.subject().orgKey(), NO_REASON));
    }
}
