package io.pushwave.executor.request.postgres;

import io.pushwave.executor.request.CancelReason;
import io.pushwave.executor.request.PushRequest;
import io.pushwave.executor.request.PushRequest.InSalesforce;
import io.pushwave.executor.request.PushRequestState;
import io.pushwave.executor.request.RequestPlan;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between a push request's state and its row; the only place that knows both. */
final class PushRequestMapping {
    private PushRequestMapping() {}

    static PushRequestEntity entity(PushRequest.Formed formed, Instant now) {
        var plan = formed.plan();
        var entity = new PushRequestEntity();
        entity.id = plan.id();
        entity.campaignId = plan.campaignId();
        entity.wave = plan.wave();
        entity.packageId = plan.packageId();
        entity.packageVersionId = plan.packageVersionId();
        entity.scheduledStart = plan.scheduledStart();
        entity.notAfter = plan.notAfter().orElse(null);
        entity.orgs = plan.orgs();
        entity.formedAt = now;
        entity.dueAt = now;
        write(formed, entity, now);
        return entity;
    }

    /** Writes what belongs to the state; lease, due time and following are not the state's. */
    static void write(PushRequest request, PushRequestEntity entity, Instant now) {
        entity.state = request.state().name();
        entity.stateSince = now;
        entity.salesforceId = request.salesforceId().orElse(null);
        switch (request) {
            case PushRequest.Creating creating -> entity.twinsPossible = creating.unanswered();
            case PushRequest.Activated activated -> {
                inSalesforce(activated.request(), entity);
                entity.activatedAt = activated.at();
                entity.cancellable = activated.cancellable();
                entity.overdueSince = activated.overdueSince().orElse(null);
            }
            case PushRequest.Filling filling -> {
                inSalesforce(filling.request(), entity);
                entity.bulkJobId = filling.bulkJob().orElse(null);
            }
            case PushRequest.Existing existing -> inSalesforce(existing.request(), entity);
            case PushRequest.Cancelling cancelling ->
                entity.cancelReason = cancelling.reason().name();
            case PushRequest.Cancelled cancelled ->
                entity.cancelReason = cancelled.reason().name();
            case PushRequest.Formed _, PushRequest.Finished _ -> {}
        }
    }

    static PushRequest read(PushRequestEntity row) {
        var plan = new RequestPlan(
                row.id,
                row.campaignId,
                row.wave,
                row.packageId,
                row.packageVersionId,
                row.scheduledStart,
                Optional.ofNullable(row.notAfter),
                row.orgs);
        return switch (state(row)) {
            case FORMED -> new PushRequest.Formed(plan);
            case CREATING -> new PushRequest.Creating(plan, row.twinsPossible);
            case CREATED -> new PushRequest.Created(plan, inSalesforce(row));
            case FILLING -> new PushRequest.Filling(plan, inSalesforce(row), Optional.ofNullable(row.bulkJobId));
            case FILLED -> new PushRequest.Filled(plan, inSalesforce(row));
            case VERIFIED -> new PushRequest.Verified(plan, inSalesforce(row));
            case ACTIVATING -> new PushRequest.Activating(plan, inSalesforce(row));
            case ACTIVATED ->
                new PushRequest.Activated(
                        plan,
                        inSalesforce(row),
                        present(row.activatedAt, row, "activated_at"),
                        row.cancellable,
                        Optional.ofNullable(row.overdueSince));
            case CANCELLING ->
                new PushRequest.Cancelling(plan, inSalesforce(row), reason(row), Optional.ofNullable(row.overdueSince));
            case CANCELLED -> new PushRequest.Cancelled(plan, Optional.ofNullable(row.salesforceId), reason(row));
            case FINISHED -> new PushRequest.Finished(plan, present(row.salesforceId, row, "salesforce_id"));
        };
    }

    static PushRequestState state(PushRequestEntity row) {
        try {
            return PushRequestState.valueOf(row.state);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("push request " + row.id + " has the unknown state " + row.state, e);
        }
    }

    private static void inSalesforce(InSalesforce request, PushRequestEntity entity) {
        entity.twinsPossible = request.twinsPossible();
        entity.activationPossible = request.activationPossible();
    }

    private static InSalesforce inSalesforce(PushRequestEntity row) {
        return new InSalesforce(
                present(row.salesforceId, row, "salesforce_id"), row.twinsPossible, row.activationPossible);
    }

    private static CancelReason reason(PushRequestEntity row) {
        return CancelReason.valueOf(present(row.cancelReason, row, "cancel_reason"));
    }

    private static <T> T present(@Nullable T value, PushRequestEntity row, String column) {
        if (value == null) {
            throw new IllegalStateException("push request " + row.id + " is " + row.state + " without " + column);
        }
        return value;
    }
}
