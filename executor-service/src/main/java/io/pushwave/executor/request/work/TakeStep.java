package io.pushwave.executor.request.work;

import io.pushwave.executor.request.NextStep;
import io.pushwave.executor.request.PushRequest;
import io.pushwave.executor.request.postgres.Claim;
import io.pushwave.executor.salesforce.api.KnownPackages;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes one step of a push request: its call, and the state that it leads to. */
@ApplicationScoped
class TakeStep {
    private final KnownPackages packages;
    private final RequestStore store;
    private final AddMissingJobs missingJobs;
    private final CreateInSalesforce creation;
    private final CompareJobs comparison;
    private final ActivateInSalesforce activation;
    private final CancelInSalesforce cancellation;

    TakeStep(
            KnownPackages packages,
            RequestStore store,
            AddMissingJobs missingJobs,
            CreateInSalesforce creation,
            CompareJobs comparison,
            ActivateInSalesforce activation,
            CancelInSalesforce cancellation) {
        this.packages = packages;
        this.store = store;
        this.missingJobs = missingJobs;
        this.creation = creation;
        this.comparison = comparison;
        this.activation = activation;
        this.cancellation = cancellation;
    }

    /** The claim with the state after the step. */
    Claim take(Claim claim, NextStep.Action step) {
        if (!(step instanceof NextStep.Become)) {
            packages.nameOf(claim.request().plan().packageId());
        }
        return switch (step) {
            case NextStep.Become(PushRequest.Creating next) -> creation.begin(claim, next);
            case NextStep.Become(PushRequest next) -> store.store(claim, next);
            case NextStep.CreateRequest create -> creation.create(claim, create);
            case NextStep.LookForRequest look -> creation.lookFor(claim, look);
            case NextStep.AddJobs add -> {
                missingJobs.add(claim, add);
                yield store.store(claim, add.request().filled());
            }
            case NextStep.VerifyJobs verify -> comparison.verify(claim, verify);
            case NextStep.PassBrake pass -> activation.passBrakeInTurn(claim, pass);
            case NextStep.Activate activate -> activation.activateInTurn(claim, activate);
            case NextStep.ReadActivation read -> activation.readActivation(claim, read);
            case NextStep.Cancel cancel -> cancellation.cancel(claim, cancel);
            case NextStep.ReadCancellation read -> cancellation.readCancellation(claim, read);
        };
    }
}
