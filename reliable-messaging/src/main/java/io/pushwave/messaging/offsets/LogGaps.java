package io.pushwave.messaging.offsets;

import io.pushwave.messaging.domain.LogGap;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** What the state of this service lacks, because the log no longer had it. */
@ApplicationScoped
public class LogGaps {
    private final Jdbi jdbi;

    LogGaps(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The gaps that were noticed, the newest first, as the database has them now.
     *
     * @param limit how many at most, 1 and more; gaps are few, unless a topic is lost again and again
     * @throws JdbiException if the database cannot be asked
     */
    public List<LogGap> newest(int limit) {
        return jdbi.withHandle(handle -> OffsetTable.gaps(handle, limit));
    }
}
