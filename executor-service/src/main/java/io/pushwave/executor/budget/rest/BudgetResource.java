package io.pushwave.executor.budget.rest;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.budget.BudgetRule;
import io.pushwave.executor.budget.CallPurpose;
import io.pushwave.executor.budget.postgres.ApiAccount;
import io.pushwave.executor.budget.postgres.ApiAccount.ReportedUsage;
import io.pushwave.executor.budget.work.ApiUsage;
import io.pushwave.executor.budget.work.CallSlots;
import io.pushwave.executor.rest.BoundedAnswers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How much of Salesforce's daily limit is used, and how much of it Pushwave may use. */
@Path("/api/budget")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Budget")
public class BudgetResource {
    private final ApiAccount account;
    private final CallSlots slots;
    private final ApiUsage usage;
    private final BoundedAnswers answers;
    private final BudgetRule rule;

    BudgetResource(ApiAccount account, CallSlots slots, ApiUsage usage, BoundedAnswers answers, ExecutorConfig config) {
        this.account = account;
        this.answers = answers;
        this.slots = slots;
        this.usage = usage;
        this.rule = config.budget().rule();
    }

    /**
     * The daily limit as Salesforce last reported it, and what Pushwave makes of it. All numbers are API calls.
     *
     * @param callsMade calls of this instance since its start
     * @param used calls of all clients in the last 24 hours; null until Salesforce has reported it
     * @param allowed the limit for 24 hours; null until Salesforce has reported it, then a small org's is assumed
     * @param asOf when Salesforce reported it; null until then
     * @param share what all instances together may make in 24 hours
     * @param granted what was given out to all instances in the last 24 hours
     * @param leftForPushing what may still be made for pushing now
     * @param leftForFollowing what may still be made for following active requests now
     * @param leftForCancelling what may still be made for cancelling now
     * @param pollingSlowedBy by what polling is slowed down, 1 to 8
     * @param concurrency the calls at once
     * @param pausedUntil while Salesforce said that a limit is reached; null otherwise
     */
    public record Budget(
            long callsMade,
            @Nullable Long used,
            @Nullable Long allowed,
            @Nullable Instant asOf,
            long share,
            long granted,
            long leftForPushing,
            long leftForFollowing,
            long leftForCancelling,
            int pollingSlowedBy,
            CallSlots.Concurrency concurrency,
            @Nullable Instant pausedUntil) {}

    @GET
    @Operation(operationId = "getBudget", summary = "How much of Salesforce's daily limit is used and left")
    @APIResponseSchema(value = Budget.class, responseDescription = "The account of API calls", responseCode = "200")
    public Budget budget() {
        var standing = answers.within(account::standing);
        long left = left(CallPurpose.FOLLOWING, standing);
        return new Budget(
                usage.calls(),
                standing.reported().map(ReportedUsage::used).orElse(null),
                standing.reported().map(ReportedUsage::limit).orElse(null),
                standing.reported().map(ReportedUsage::at).orElse(null),
                rule.allowance(standing.limit()),
                standing.granted(),
                left(CallPurpose.PUSHING, standing),
                left,
                left(CallPurpose.CANCELLING, standing),
                rule.pollingFactor(standing.limit(), left),
                slots.concurrency(),
                standing.now().isBefore(standing.pausedUntil()) ? standing.pausedUntil() : null);
    }

    private long left(CallPurpose purpose, ApiAccount.Standing standing) {
        var used =
                standing.reported().map(usage -> OptionalLong.of(usage.used())).orElse(OptionalLong.empty());
        return rule.left(purpose, standing.limit(), standing.granted(), used);
    }
}
