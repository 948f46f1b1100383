package io.pushwave.status.org;

/** Orgs at one step whose attempt lies in a range, both ends included: how a state that is shown is looked up in the rows. */
public record StepRange(Step step, int attemptFrom, int attemptTo) {

    static StepRange all(Step step) {
        return new StepRange(step, 0, Integer.MAX_VALUE);
    }

    public boolean contains(Step otherStep, int attempt) {
        return step == otherStep && attemptFrom <= attempt && attempt <= attemptTo;
    }
}
