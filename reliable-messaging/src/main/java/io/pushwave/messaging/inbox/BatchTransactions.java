package io.pushwave.messaging.inbox;

import io.pushwave.messaging.MessagingConfig;
import io.pushwave.messaging.schema.LongStatements;
import io.pushwave.messaging.schema.SchemaMigration;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Callable;

/** The transactions in which batches are handled: they may take longer than those of a request, and need the schema. */
@ApplicationScoped
public class BatchTransactions {
    private final SchemaMigration schema;
    private final LongStatements longStatements;
    private final Duration timeout;

    public BatchTransactions(SchemaMigration schema, LongStatements longStatements, MessagingConfig config) {
        this.schema = schema;
        this.longStatements = longStatements;
        this.timeout = config.receiver().transactionTimeout();
    }

    /** Whether the schema is up to date. */
    boolean ready() {
        return schema.ready();
    }

    /** Does the work in a transaction of its own. */
    <T> T call(Callable<T> work) {
        return QuarkusTransaction.requiringNew()
                .timeout(Math.toIntExact(timeout.toSeconds()))
                .call(() -> {
                    longStatements.allow(timeout);
                    return work.call();
                });
    }
}
