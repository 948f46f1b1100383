package io.pushwave.executor.inventory;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What speaks for it that a reading of everything brought everything: what it did not bring is taken for gone. It is believed on
 * Salesforce's answer alone, if at least as many rows came as were counted before it or, as orgs may go meanwhile, after it. With a
 * million Salesforce may not count in time: then the number that the one question for all rows found has to do, which an answer
 * that was cut off falls short of. Without any number a reading is not believed. How many the copy had before is none: as many
 * may have come as were cut off, and where many went no reading would ever do.
 *
 * @param came rows
 * @param countedBefore empty if Salesforce did not count in time
 * @param found rows there are, as the answer itself tells; empty if it does not, or if several questions were asked, as each tells
 *     of its version only, and orgs may be on a version that is not listed
 * @param countedAfter empty if Salesforce was not asked again, or did not count in time
 */
public record ReadingEvidence(
        long came, Optional<Long> countedBefore, Optional<Long> found, Optional<Long> countedAfter) {

    /** Whether it was whole. */
    public boolean whole() {
        return Stream.of(countedBefore, countedAfter)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .or(() -> found)
                .map(expected -> came >= expected)
                .orElse(false);
    }

    /** Why a reading that was not whole is not believed. */
    public String doubt() {
        return came + " subscribers came, " + count(countedBefore) + " were counted before and " + count(countedAfter)
                + " after it, and its answer told of " + count(found);
    }

    private static String count(Optional<Long> number) {
        return number.map(String::valueOf).orElse("an unknown number");
    }
}
