package io.pushwave.executor.postgres;

import io.pushwave.messaging.IdSource;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What this process is called in claims; another one after each start. */
@ApplicationScoped
public class InstanceName {
    private static final Logger LOG = Logger.getLogger(InstanceName.class);

    private final String value;

    public InstanceName(IdSource ids) {
        this.value = "executor-" + ids.next();
        LOG.infof("this process claims its work as %s", value);
    }

    public String value() {
        return value;
    }
}
