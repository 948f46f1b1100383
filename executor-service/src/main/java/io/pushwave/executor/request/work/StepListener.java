package io.pushwave.executor.request.work;

import io.pushwave.executor.request.NextStep;
import io.pushwave.executor.request.PushRequest;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Called at every moment in a request's life at which a process may die; tests die there. */
public interface StepListener {

    /** A state, or what belongs to it, is written in a transaction that has not committed. */
    void storing(PushRequest state);

    /** A state was stored and committed. */
    void stored(PushRequest state);

    /** A call that a step consists of is about to be made. */
    void calling(NextStep step);

    /** The call was made, and its outcome is stored nowhere yet. */
    void called(NextStep step);

    /** Waiting commands of these campaigns are ended without a push, in a transaction that has not committed. */
    void ending(Set<String> campaignIds);

    /** They were ended, and it is committed. */
    void ended(Set<String> campaignIds);

    /** Nothing listens in production. */
    @ApplicationScoped
    @DefaultBean
    class Silent implements StepListener {
        @Override
        public void storing(PushRequest state) {}

        @Override
        public void stored(PushRequest state) {}

        @Override
        public void calling(NextStep step) {}

        @Override
        public void called(NextStep step) {}

        @Override
        public void ending(Set<String> campaignIds) {}

        @Override
        public void ended(Set<String> campaignIds) {}
    }
}
