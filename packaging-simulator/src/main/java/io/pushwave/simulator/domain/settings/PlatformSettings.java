package io.pushwave.simulator.domain.settings;

import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.catalogue.PackageSettings;
import io.pushwave.simulator.domain.customers.CustomerSettings;
import io.pushwave.simulator.domain.failures.FailureSettings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the simulated platform behaves. Durations are simulated.
 *
 * @param answers replaces the default of an {@link UnverifiedAnswer}; each has a code and a text
 */
public record PlatformSettings(
        long seed,
        int orgs,
        RunSettings run,
        FailureSettings failures,
        RequestRules rules,
        PackageSettings packages,
        CustomerSettings customers,
        Map<UnverifiedAnswer, Refusal> answers) {

    public PlatformSettings {
        var complete = new EnumMap<UnverifiedAnswer, Refusal>(UnverifiedAnswer.class);
        for (var answer : UnverifiedAnswer.values()) {
            complete.put(answer, new Refusal(answer.code(), answer.message(), List.of()));
        }
        complete.putAll(answers);
        answers = Map.copyOf(complete);
    }

    /** The same settings for another base. */
    public PlatformSettings of(long otherSeed, int otherOrgs) {
        return new PlatformSettings(otherSeed, otherOrgs, run, failures, rules, packages, customers, answers);
    }

    /** The refusal with its values filled in. */
    public Refusal answer(UnverifiedAnswer which, Object... values) {
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
}
