package io.pushwave.database;

import java.sql.Connection;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleScope;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.extension.HandleSupplier;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;
import org.jspecify.annotations.Nullable;

/** Sets Jdbi up for statements over sets of rows. */
public final class SetStatements {
    private SetStatements() {}

    /** Runs statements on the connection of the caller's transaction, and neither begins nor ends one. */
    public static Jdbi inTransactionsOf(DataSource dataSource) {
        return configured(Jdbi.create(dataSource));
    }

    /** Runs statements on a connection that its owner opened, and whose transactions and end are the owner's concern. */
    public static Handle on(Connection connection) {
        return configured(Jdbi.create(new OwnedConnection(connection))).open();
    }

    /**
     * A condition that is checked on the rows that are found by their keys, and by which none is looked for. What a partial index
     * holds, the database knows as badly as all else about a table that grows: it takes the index for empty, and reads all of it.
     */
    public static String checked(String condition) {
        return "case when " + condition + " then true end";
    }

    private static Jdbi configured(Jdbi jdbi) {
        jdbi.setTransactionHandler(new CMTTransactionHandler());
        jdbi.setHandleScope(new NoScope());
        // A batch's parameters are megabytes, and customers' data: neither belongs in a log.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementException::getShortMessage);
        return jdbi;
    }

    /**
     * Nobody is given a handle that a caller on the same thread has open: it would run its statements in the caller's transaction,
     * also where it has begun one of its own.
     */
    private static final class NoScope implements HandleScope {
        @Override
        public @Nullable HandleSupplier get() {
            return null;
        }

        @Override
        public void set(HandleSupplier supplier) {
            // Nothing is kept.
        }

        @Override
        public void clear() {
            // Nothing was kept.
        }
    }

    private record OwnedConnection(Connection connection) implements ConnectionFactory {
        @Override
        public Connection openConnection() {
            return connection;
        }

        @Override
        public void closeConnection(Connection owned) {
            // Its owner does.
        }
    }
}
