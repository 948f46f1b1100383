package io.pushwave.simulator.domain;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the simulated platform behaves. Durations are simulated.
 *
 * @param startDelayMinimum shortest time from a request's scheduled start to its start
 * @param jobDurationMinimum shortest installation
 * @param jobsPerInstance jobs that run at once on one instance, at least 1
 * @param failureRate share of orgs whose first attempt fails, 0 to 1
 * @param healsAtSecond share of the failures that can heal which do so at the second attempt
 * @param healsAtThird share of them which do so at the third; the rest never heals
 * @param jobsMayJoinPending whether a job may be added to a pending request
 * @param changeAfterActivation whether version and start time of a pending request may be changed
 * @param emptyRequestMayStart whether a request without jobs may be set to Pending
 * @param failsAtFirstFailure whether a request is Failed with its first failed job, or when its last job has ended
 * @param blockedAtInsert whether a blocked subscriber's job is refused at insert, or fails when it starts
 * @param answers replaces the default of an {@link UnverifiedAnswer}; each has a code and a text
 */
public record PlatformSettings(
        long seed,
        int orgs,
        Duration startDelayMinimum,
        Duration startDelayMaximum,
        Duration jobDurationMinimum,
        Duration jobDurationMaximum,
        int jobsPerInstance,
        double failureRate,
        double healsAtSecond,
        double healsAtThird,
        boolean jobsMayJoinPending,
        boolean changeAfterActivation,
        boolean emptyRequestMayStart,
        boolean failsAtFirstFailure,
        boolean blockedAtInsert,
        Map<UnverifiedAnswer, Refusal> answers) {

    public PlatformSettings {
        ordered("start delay", startDelayMinimum, startDelayMaximum);
        ordered("job duration", jobDurationMinimum, jobDurationMaximum);
        if (jobsPerInstance < 1) {
            throw new IllegalArgumentException("jobs per instance is " + jobsPerInstance + ", at least 1 is expected");
        }
        share("failure rate", failureRate);
        share("healing share", healsAtSecond + healsAtThird);
        var complete = new EnumMap<UnverifiedAnswer, Refusal>(UnverifiedAnswer.class);
        for (var answer : UnverifiedAnswer.values()) {
            complete.put(answer, new Refusal(answer.code(), answer.message(), List.of()));
        }
        complete.putAll(answers);
        answers = Map.copyOf(complete);
    }

    /** The refusal with its values filled in. */
    Refusal answer(UnverifiedAnswer which, Object... values) {
        var answer = answers.get(which);
        if (answer == null) {
            throw new IllegalStateException("no answer for " + which);
        }
        var message = answer.message();
        for (int position = 0; position < values.length; position++) {
            message = message.replace("{" + position + "}", String.valueOf(values[position]));
        }
        return new Refusal(answer.code(), message, answer.fields());
    }

    private static void ordered(String what, Duration minimum, Duration maximum) {
        if (minimum.isNegative() || maximum.compareTo(minimum) < 0) {
            throw new IllegalArgumentException(
                    what + " is " + minimum + " to " + maximum + ", a range from zero upwards is expected");
        }
    }

    private static void share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " is " + value + ", 0 to 1 is expected");
        }
    }
}
