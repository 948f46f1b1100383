package io.pushwave.executor.pushing;

import io.pushwave.executor.request.NextStep;
import io.pushwave.executor.request.PushRequest;
import io.pushwave.executor.request.work.StepListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Does what a test wants at a named moment of a request's life, once: dies there, or pulls the brake. */
@ApplicationScoped
public class Interruptions implements StepListener {
    private final Map<String, Runnable> at = new ConcurrentHashMap<>();
    private volatile BiConsumer<String, PushRequest> watcher = (_, _) -> {};
    private volatile BiConsumer<String, Set<String>> endings = (_, _) -> {};

    /** What a killed process leaves behind: nothing is handled, nothing is given back. */
    public static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        public Death(String moment) {
            super("died: " + moment, null, false, false);
        }
    }

    /** Dies once at a moment such as {@code stored Filled}, {@code calling Activate} or {@code called AddJobs}. */
    public void dieAt(String moment) {
        doAt(moment, () -> {
            throw new Death(moment);
        });
    }

    /** Dies once, when the moment comes for the nth time from now on. */
    public void dieAt(String moment, int nth) {
        if (nth == 1) {
            dieAt(moment);
        } else {
            doAt(moment, () -> dieAt(moment, nth - 1));
        }
    }

    public void doAt(String moment, Runnable action) {
        at.put(moment, action);
    }

    /** Whether the moment is still to come. */
    public boolean pending(String moment) {
        return at.containsKey(moment);
    }

    /** Is told of every storing from now on, on the thread that stores. */
    public void watch(BiConsumer<String, PushRequest> onlooker) {
        watcher = onlooker;
    }

    /** Is told of every ending of commands without a push from now on, with the campaigns, on the thread that ends them. */
    public void watchEndings(BiConsumer<String, Set<String>> onlooker) {
        endings = onlooker;
    }

    @Override
    public void ending(Set<String> campaignIds) {
        endings.accept("ending unpushed", campaignIds);
    }

    @Override
    public void ended(Set<String> campaignIds) {
        endings.accept("ended unpushed", campaignIds);
    }

    @Override
    public void storing(PushRequest state) {
        watcher.accept("storing " + state.getClass().getSimpleName(), state);
    }

    @Override
    public void stored(PushRequest state) {
        var moment = "stored " + state.getClass().getSimpleName();
        reached(moment);
        watcher.accept(moment, state);
    }

    @Override
    public void calling(NextStep step) {
        reached("calling " + step.getClass().getSimpleName());
    }

    @Override
    public void called(NextStep step) {
        reached("called " + step.getClass().getSimpleName());
    }

    private void reached(String moment) {
        var action = at.remove(moment);
        if (action != null) {
            action.run();
        }
    }
}
