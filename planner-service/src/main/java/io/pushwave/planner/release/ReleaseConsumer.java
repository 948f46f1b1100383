package io.pushwave.planner.release;

/** The name under which release events are received; never changed, because handled events are remembered by it. */
public final class ReleaseConsumer {
    public static final String NAME = "package-releases";

    private ReleaseConsumer() {}
}
