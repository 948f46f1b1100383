package io.pushwave.platform.demo;

/** Shows a demonstration to whoever looks at it. */
interface View extends AutoCloseable {

    /** A line that stays. */
    void say(String line);

    /** What is going on at the moment, before there is a campaign; shown in place of the one before where that is possible. */
    void progress(String line);

    /** The campaign as it is now. */
    void show(Picture picture);

    /** Leaves the terminal as it was found; what was shown last stays. */
    @Override
    void close();
}
