package io.pushwave.planner.strategy.work;

import io.pushwave.planner.strategy.StrategyDocument;
import io.pushwave.planner.strategy.postgres.StoredStrategy;
import java.util.Optional;

/** A strategy that comes with the service or its settings, and not from a person. */
record ShippedStrategy(String name, StrategyDocument document, Source source) {

    /** Where it comes from; later ones count more. */
    enum Source {
        /** From the service itself: it gives way to what anybody else has written. */
        BUILT_IN("planner (built in)"),
        /** From the service's settings. */
        SETTINGS("planner (settings)"),
        /** From the folder of documents. */
        FOLDER("planner (folder)");

        private final String author;

        Source(String author) {
            this.author = author;
        }

        /** As whose work its versions are stored. */
        String author() {
            return author;
        }
    }

    /**
     * The number of the version as which it is to be stored.
     *
     * @param newest of the strategies of that name
     * @return empty if it is not to be stored: it is there already, or has to give way
     */
    Optional<Integer> nextVersion(Optional<StoredStrategy> newest) {
        if (newest.isEmpty()) {
            return Optional.of(1);
        }
        var there = newest.get();
        boolean givesWay = source == Source.BUILT_IN && !there.createdBy().equals(source.author());
        return givesWay || there.strategy().document().equals(document)
                ? Optional.empty()
                : Optional.of(there.strategy().version() + 1);
    }
}
