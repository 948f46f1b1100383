package io.pushwave.messaging;

import io.agroal.api.AgroalDataSource;
import io.pushwave.database.SetStatements;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** Gives everybody the one way to run statements over sets of rows: in the caller's transaction. */
@Singleton
class TransactionStatements {
    @Produces
    @Singleton
    Jdbi statements(AgroalDataSource dataSource) {
        return SetStatements.inTransactionsOf(dataSource);
    }
}
