package io.pushwave.status.lag.postgres;

import io.pushwave.messaging.domain.LogGap;
import io.pushwave.messaging.offsets.LogGaps;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.JdbiException;

/** What the log no longer had when the view wanted it, as the current transaction sees it: it is stored with the view. */
@ApplicationScoped
public class NoticedGaps {
    /** More than this nobody reads, and gaps are few, unless a topic is lost again and again. */
    private static final int MAXIMUM = 100;

    private final LogGaps gaps;

    NoticedGaps(LogGaps gaps) {
        this.gaps = gaps;
    }

    /**
     * The newest gaps.
     *
     * @throws JdbiException if the database refuses or cannot be reached; its cause says which
     */
    public List<LogGap> newest() {
        return gaps.newest(MAXIMUM);
    }
}
