package io.pushwave.simulator.domain.time;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Simulated time: begins at the wall clock's time and runs {@link #speed()} times as fast. Never runs backwards.
 *
 * <p>Not thread-safe; owned by the thread that owns the platform.
 */
public final class SimulatorClock {
    /** Fastest speed: a day passes in a little under a second. */
    public static final double MAXIMUM_SPEED = 100_000;

    private final InstantSource wallClock;
    private Instant wallAnchor;
    private Instant simulatedAnchor;
    private double speed;

    /** @param speed simulated seconds per second, 0 (stopped) to {@link #MAXIMUM_SPEED} */
    public SimulatorClock(InstantSource wallClock, double speed) {
        this.wallClock = wallClock;
        this.speed = checked(speed);
        this.wallAnchor = wallClock.instant();
        this.simulatedAnchor = wallAnchor;
    }

    /** The simulated time. */
    public Instant now() {
        long wallNanos =
                Math.max(0, Duration.between(wallAnchor, wallClock.instant()).toNanos());
        // In milliseconds, because nanoseconds at full speed would overflow within a day.
        return simulatedAnchor.plusMillis((long) (wallNanos / 1e6 * speed));
    }

    /** The simulated time in milliseconds since the epoch. */
    public long millis() {
        return now().toEpochMilli();
    }

    public double speed() {
        return speed;
    }

    /** From now on time runs this many times as fast as the wall clock; 0 stops it. */
    public void runAt(double newSpeed) {
        checked(newSpeed);
        anchor(now());
        speed = newSpeed;
    }

    /** Jumps forward. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("advance is " + by + ", time does not run backwards");
        }
        anchor(now().plus(by));
    }

    private void anchor(Instant simulated) {
        wallAnchor = wallClock.instant();
        simulatedAnchor = simulated;
    }

    private static double checked(double speed) {
        if (!(speed >= 0 && speed <= MAXIMUM_SPEED)) {
            throw new IllegalArgumentException("speed is " + speed + ", 0 to " + (long) MAXIMUM_SPEED + " is expected");
        }
        return speed;
    }

    /** Writes the simulated time and its speed into a snapshot. */
    public void save(DataOutput out) throws IOException {
        var now = now();
        out.writeLong(now.getEpochSecond());
        out.writeInt(now.getNano());
        out.writeDouble(speed);
    }

    /** A clock that goes on, from the wall clock's present time, where the saved one stood. */
    public static SimulatorClock load(DataInput in, InstantSource wallClock) throws IOException {
        var simulated = Instant.ofEpochSecond(in.readLong(), in.readInt());
        var loaded = new SimulatorClock(wallClock, in.readDouble());
        loaded.anchor(simulated);
        return loaded;
    }
}
