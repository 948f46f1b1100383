package io.pushwave.status.org;

import io.pushwave.status.org.Step.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which results of an org count: those of planned orgs, of their wave, of attempts that can have been commanded; and corrections
 * of timeouts only. A function of everything that is known of the org, so neither order nor number of deliveries decide.
 *
 * @param strays those that do not count, and why
 * @param current those that count of the newest attempt of which any does; empty if none does
 */
record Acceptance(SortedMap<ResultKey, StrayReason> strays, SortedMap<ResultKey, ResultDetails> current) {

    /** @param attemptsMaximum of the campaign's strategy; empty while the campaign's plan was not seen, and then any attempt counts */
    static Acceptance of(OrgView view, OptionalInt attemptsMaximum) {
        var strays = new TreeMap<ResultKey, StrayReason>();
        var current = new TreeMap<ResultKey, ResultDetails>();
        if (view.plan().isEmpty()) {
            view.results().keySet().forEach(key -> strays.put(key, StrayReason.ORG_NOT_PLANNED));
        } else if (view.wave().isEmpty()) {
            view.results().keySet().forEach(key -> strays.put(key, StrayReason.ORG_EXCLUDED));
        } else {
            walk(view, view.wave().get(), attemptsMaximum, strays, current);
        }
        return new Acceptance(strays, current);
    }

    private static void walk(
            OrgView view,
            int wave,
            OptionalInt attemptsMaximum,
            SortedMap<ResultKey, StrayReason> strays,
            SortedMap<ResultKey, ResultDetails> current) {
        boolean ended = false;
        for (var attempt : attempts(view, wave, strays).values()) {
            int number = attempt.getFirst().attempt();
            if (ended || number > attemptsMaximum.orElse(Integer.MAX_VALUE)) {
                attempt.forEach(key -> strays.put(key, StrayReason.ATTEMPT_NOT_COMMANDED));
                continue;
            }
            var accepted = accepted(attempt, view.results(), strays);
            if (!accepted.isEmpty()) {
                current.clear();
                accepted.forEach(key -> current.put(key, details(view.results(), key)));
            }
            ended = accepted.stream()
                    .anyMatch(key -> key.step().kind() == Kind.END && key.step() != Step.FAILED_RETRYABLE);
        }
    }

    /** The results of each attempt in the order of their steps; those that name another wave are strays. */
    private static Map<Integer, List<ResultKey>> attempts(
            OrgView view, int wave, SortedMap<ResultKey, StrayReason> strays) {
        var attempts = new TreeMap<Integer, List<ResultKey>>();
        for (var key : view.results().keySet()) {
            if (key.wave() == wave) {
                attempts.computeIfAbsent(key.attempt(), _ -> new ArrayList<>()).add(key);
            } else {
                strays.put(key, StrayReason.OTHER_WAVE);
            }
        }
        return attempts;
    }

    private static List<ResultKey> accepted(
            List<ResultKey> attempt,
            SortedMap<ResultKey, ResultDetails> results,
            SortedMap<ResultKey, StrayReason> strays) {
        var end = last(attempt, Kind.END);
        var correction = last(attempt, Kind.CORRECTION);
        boolean timedOut = end.stream().anyMatch(key -> details(results, key).timedOut());
        var accepted = new ArrayList<ResultKey>();
        for (var key : attempt) {
            switch (key.step().kind()) {
                case PLAN, PROGRESS -> accepted.add(key);
                case END -> acceptIf(end.contains(key), key, StrayReason.CONTRADICTED, accepted, strays);
                case CORRECTION ->
                    acceptIf(
                            timedOut && correction.contains(key),
                            key,
                            timedOut ? StrayReason.CONTRADICTED : StrayReason.NOTHING_TO_CORRECT,
                            accepted,
                            strays);
            }
        }
        return accepted;
    }

    private static ResultDetails details(SortedMap<ResultKey, ResultDetails> results, ResultKey key) {
        return Objects.requireNonNull(results.get(key));
    }

    private static void acceptIf(
            boolean counts,
            ResultKey key,
            StrayReason otherwise,
            List<ResultKey> accepted,
            SortedMap<ResultKey, StrayReason> strays) {
        if (counts) {
            accepted.add(key);
        } else {
            strays.put(key, otherwise);
        }
    }

    /** The last of an attempt's results of a kind, if there is one. */
    private static List<ResultKey> last(List<ResultKey> attempt, Kind kind) {
        var ofKind = attempt.stream().filter(key -> key.step().kind() == kind).toList();
        return ofKind.isEmpty() ? List.of() : List.of(ofKind.getLast());
    }
}
