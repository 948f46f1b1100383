package io.pushwave.executor.postgres;

import io.pushwave.messaging.IdSource;
import jakarta.enterprise.context.ApplicationScoped;

/** What this process is called in claims; another one after each start. */
@ApplicationScoped
public class InstanceName {
    private final String value;

    InstanceName(IdSource ids) {
        this.value = "executor-" + ids.next();
    }

    public String value() {
        return value;
    }
}
