package io.pushwave.platform.bench.executor;

/** Makes org keys of 15 characters by number, so that millions of them need no memory. */
final class OrgKeys {
    private OrgKeys() {}

    /** @param series a letter: keys of different series are different */
    static String key(char series, int number) {
        return "00D%c%011d".formatted(series, number);
    }
}
