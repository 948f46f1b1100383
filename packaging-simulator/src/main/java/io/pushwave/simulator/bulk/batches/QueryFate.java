package io.pushwave.simulator.bulk.batches;

import io.pushwave.simulator.domain.Refusal;
import org.jspecify.annotations.Nullable;

/** Decides whether the query of a batch is refused although it could be answered, for example by a rule of misbehaviour. */
@FunctionalInterface
public interface QueryFate {
    /**
     * Asked once, when the batch is done.
     *
     * @param job number of the job, from 0
     * @param batch number of the batch in its job, from 0
     * @return why it is refused, or {@code null}
     */
    @Nullable Refusal refusal(int job, int batch, String soql);
}
