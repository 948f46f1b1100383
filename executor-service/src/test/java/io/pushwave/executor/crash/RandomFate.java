package io.pushwave.executor.crash;

import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Deaths, halts, aborts and lost calls anywhere, as the seed says, until the good times begin. */
final class RandomFate implements Fate {
    private static final int DEATHS_MAXIMUM = 12;
    private static final int HALTS_MAXIMUM = 3;

    private static final Set<String> QUESTIONS =
            Set.of("jobsOf", "statusOf", "findCreatedRequests", "progress", "refused");

    private final Random random;
    private final double deadliness;
    private final double haltiness;
    private final boolean aborts;
    private int deaths;
    private int halts;
    private volatile boolean over;

    RandomFate(Random random) {
        this.random = random;
        this.deadliness = 0.02 + random.nextDouble() * 0.2;
        this.haltiness = random.nextDouble() * 0.1;
        this.aborts = random.nextInt(8) == 0;
    }

    /** From now on nothing happens any more. */
    void end() {
        over = true;
    }

    @Override
    public synchronized boolean strikes(String moment, int nth) {
        boolean dies = !over && deaths < DEATHS_MAXIMUM && random.nextDouble() < deadliness;
        if (dies) {
            deaths++;
        }
        return dies;
    }

    @Override
    public synchronized Trouble trouble(String call, int nth) {
        if (over || random.nextDouble() >= 0.04) {
            return Trouble.NONE;
        }
        if (QUESTIONS.contains(call)) {
            return Trouble.NONE;
        }
        if (call.equals("createPushRequest") && random.nextBoolean()) {
            return Trouble.TWICE;
        }
        return random.nextBoolean() ? Trouble.LOSE_ANSWER : Trouble.LOSE_CALL;
    }

    @Override
    public synchronized Optional<Act> act(String moment, int nth) {
        if (over || !moment.startsWith("stored ")) {
            return Optional.empty();
        }
        if (aborts && random.nextInt(15) == 0) {
            return Optional.of(Act.ABORT);
        }
        if (halts < HALTS_MAXIMUM && random.nextDouble() < haltiness) {
            halts++;
            return Optional.of(Act.HALT);
        }
        return Optional.empty();
    }
}
