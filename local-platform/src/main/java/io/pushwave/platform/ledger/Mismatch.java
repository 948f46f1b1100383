package io.pushwave.platform.ledger;

/** One org about which the view and the ledger do not agree; {@code what} is a sentence. */
public record Mismatch(String orgKey, String what) {}
