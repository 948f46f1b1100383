package io.pushwave.platform.local;

import io.pushwave.infrastructure.EmbeddedPostgresServer;
import io.pushwave.platform.process.ProcessIdentity;
import io.pushwave.platform.process.Server;
import java.time.Duration;

/** The database server that the tests of the modules use too, as one of the platform's processes. It ends with this one by itself. */
final class PostgresqlServer implements Server {
    private final EmbeddedPostgresServer database;

    PostgresqlServer(EmbeddedPostgresServer database) {
        this.database = database;
    }

    @Override
    public void start() {
        database.start();
    }

    @Override
    public boolean isRunning() {
        return database.running();
    }

    @Override
    public String cause() {
        // It is nobody's child: the operating system tells nobody how it ended.
        return database.running() ? "" : "an exit code that nobody knows";
    }

    @Override
    public ProcessIdentity identity() {
        return ProcessIdentity.of(database.pid());
    }

    @Override
    public void kill() {
        database.kill();
    }

    @Override
    public void stop(Duration patience) {
        database.stop();
    }
}
