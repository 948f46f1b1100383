package io.pushwave.status.domain;

import java.util.Optional;

/** Something that one attempt told about an org, for instance its push job; a later attempt's word replaces it. */
public record Told<T>(int attempt, T value) {

    /** The word of the later attempt; two words of one attempt are the same word. */
    static <T> Optional<Told<T>> later(Optional<Told<T>> one, Optional<Told<T>> other) {
        if (one.isEmpty()) {
            return other;
        }
        return other.isPresent() && other.get().attempt() > one.get().attempt() ? other : one;
    }

    static <T> Optional<T> by(int attempt, Optional<Told<T>> told) {
        return told.filter(word -> word.attempt() == attempt).map(Told::value);
    }
}
