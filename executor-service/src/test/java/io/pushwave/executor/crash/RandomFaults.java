package io.pushwave.executor.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The simulator's misbehaviour for one seed: some of all of its effects, each with a probability of its own. */
final class RandomFaults {
    private static final List<String> EFFECTS = List.of(
            "\"endpoint\":\"*\",\"effect\":\"status\",\"status\":500",
            "\"endpoint\":\"*\",\"effect\":\"status\",\"status\":502",
            "\"endpoint\":\"*\",\"effect\":\"status\",\"status\":503",
            "\"endpoint\":\"*\",\"effect\":\"html\",\"status\":200",
            "\"endpoint\":\"*\",\"effect\":\"html\",\"status\":500",
            "\"endpoint\":\"*\",\"effect\":\"html\",\"status\":503",
            "\"endpoint\":\"*\",\"effect\":\"truncated\"",
            "\"endpoint\":\"*\",\"effect\":\"resetBeforeEffect\"",
            "\"endpoint\":\"*\",\"effect\":\"resetAfterEffect\"",
            "\"endpoint\":\"*/sobjects/*\",\"effect\":\"resetAfterEffect\"",
            "\"endpoint\":\"*/sobjects/*\",\"effect\":\"resetBeforeEffect\"",
            "\"endpoint\":\"*\",\"effect\":\"latency\",\"distribution\":\"uniform\",\"minimum\":\"PT0.01S\","
                    + "\"maximum\":\"PT0.3S\"",
            "\"endpoint\":\"*/services/data/*\",\"effect\":\"unauthorized\"",
            "\"endpoint\":\"*/services/data/*\",\"effect\":\"requestLimit\"",
            "\"endpoint\":\"*/services/data/*\",\"effect\":\"concurrentLimit\"",
            "\"endpoint\":\"*/services/data/*\",\"effect\":\"lockRow\"",
            "\"endpoint\":\"*/query*\",\"effect\":\"queryTimeout\"",
            "\"endpoint\":\"*/query/*\",\"effect\":\"invalidLocator\"",
            "\"endpoint\":\"*\",\"effect\":\"failRecords\",\"share\":0.3",
            "\"endpoint\":\"*\",\"effect\":\"failRecords\",\"every\":7,\"errorCode\":\"UNABLE_TO_LOCK_ROW\"",
            "\"endpoint\":\"*\",\"effect\":\"somethingBad\"",
            "\"endpoint\":\"*\",\"effect\":\"bulkBatchTimeout\"");

    private RandomFaults() {}

    /** Rules in the form that the simulator takes, without braces. */
    static List<String> of(Random random) {
        var effects = new ArrayList<>(EFFECTS);
        Collections.shuffle(effects, random);
        return effects.subList(0, 3 + random.nextInt(6)).stream()
                .map(effect -> effect
                        + String.format(
                                Locale.ROOT,
                                ",\"probability\":%.3f,\"seed\":%d",
                                0.02 + random.nextDouble() * 0.15,
                                random.nextInt(1_000_000)))
                .toList();
    }
}
