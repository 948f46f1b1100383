package io.pushwave.platform.local;

/**
 * Whether a part can do its work.
 *
 * @param detail what it lacks, as it says itself; empty when it is ready
 */
public record Health(boolean ready, String detail) {
    public static final Health READY = new Health(true, "");

    public static Health not(String detail) {
        return new Health(false, detail);
    }
}
