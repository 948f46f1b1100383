package io.pushwave.messaging.schema;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.pushwave.messaging.MessagingConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/** Brings the schema up to date in the background, as soon as the database can be reached. */
@ApplicationScoped
public class SchemaMigration {
    private static final Logger LOG = Logger.getLogger(SchemaMigration.class);

    /** Flyway's: one holds the lock, one migrates. */
    private static final int CONNECTIONS = 3;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Flyway flyway;
    private final Duration statementTimeout;
    private final Duration retryDelay;
    private final CountDownLatch migrated = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile String state = "not begun";

    public SchemaMigration(Flyway flyway, MessagingConfig config) {
        this.flyway = flyway;
        this.statementTimeout = config.schema().statementTimeout();
        this.retryDelay = config.schema().retryDelay();
    }

    /** Whether the schema is up to date. */
    public boolean ready() {
        return migrated.getCount() == 0;
    }

    /**
     * Waits until the schema is up to date.
     *
     * @throws IllegalStateException if the application ends before that, or the waiting thread is interrupted
     */
    public void awaitReady() {
        try {
            while (!migrated.await(100, TimeUnit.MILLISECONDS)) {
                if (stopping.getCount() == 0) {
                    throw new IllegalStateException("the application ended before the schema was ready");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the schema was ready", e);
        }
    }

    /** How far it is, for people. */
    public String state() {
        return state;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        Thread.ofPlatform().name("schema-migration").daemon().start(this::migrate);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping.countDown();
    }

    private void migrate() {
        try {
            do {
                if (migrated()) {
                    migrated.countDown();
                    return;
                }
            } while (!stopping.await(retryDelay.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean migrated() {
        state = "migrating";
        try (var patient = patient()) {
            var result = Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .dataSource(patient)
                    .load()
                    .migrate();
            state = "up to date";
            LOG.infof("schema is up to date, %d migrations applied", result.migrationsExecuted);
            return true;
        } catch (FlywayException | SQLException e) {
            state = "not migrated: " + firstLine(e);
            LOG.warnf("%s; tried again in %s", state, retryDelay);
            return false;
        }
    }

    /** The connections of the service with limits for migrations; those of the pool have the limits of requests. */
    private AgroalDataSource patient() throws SQLException {
        var usual = ((AgroalDataSource) flyway.getConfiguration().getDataSource())
                .getConfiguration()
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration();
        var settings = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(CONNECTIONS)
                        .acquisitionTimeout(CONNECT_TIMEOUT)
                        .connectionFactoryConfiguration(factory -> {
                            factory.jdbcUrl(usual.jdbcUrl())
                                    .initialSql("SET statement_timeout = " + statementTimeout.toMillis()
                                            + "; SET lock_timeout = " + statementTimeout.toMillis());
                            if (usual.principal() != null) {
                                factory.principal(usual.principal());
                            }
                            usual.credentials().forEach(factory::credential);
                            usual.jdbcProperties()
                                    .forEach((name, value) -> factory.jdbcProperty(name.toString(), value.toString()));
                            factory.jdbcProperty("socketTimeout", Long.toString(statementTimeout.toSeconds()));
                            return factory;
                        }));
        return AgroalDataSource.from(settings);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
