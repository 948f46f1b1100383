package io.pushwave.executor.budget.work;

import io.pushwave.executor.budget.CallPurpose;
import io.pushwave.executor.salesforce.PackagingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a call needs before it is made: a slot among the calls at once, and a call of the budget. */
@ApplicationScoped
public class CallPermits {
    private final ApiBudget budget;
    private final CallSlots slots;
    private final ApiUsage usage;

    CallPermits(ApiBudget budget, CallSlots slots, ApiUsage usage) {
        this.budget = budget;
        this.slots = slots;
        this.usage = usage;
    }

    /**
     * Makes a call that counts.
     *
     * @throws PackagingException THROTTLED, with the reason, if it may not be made
     */
    public <T> T with(CallPurpose purpose, Supplier<T> call) {
        slots.enter();
        try {
            budget.spend(purpose);
            usage.called(purpose);
            return call.get();
        } finally {
            slots.leave();
        }
    }

    /** Work whose calls run one after the other in one turn among the calls at once. */
    public <T> T inTurn(Supplier<T> work) {
        return slots.inTurn(work);
    }

    /**
     * Takes in what Salesforce says of the daily limit.
     *
     * @param limitInfo a reply's header, null without one
     */
    public void reported(@Nullable String limitInfo) {
        usage.reported(limitInfo);
    }
}
