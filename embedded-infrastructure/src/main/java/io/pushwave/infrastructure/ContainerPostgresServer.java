package io.pushwave.infrastructure;

import com.github.dockerjava.api.DockerClient;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A database server in a container on a fixed port; its data stays in the container over restarts. */
final class ContainerPostgresServer implements PostgresServer {
    private final FixedPortPostgres container;
    private boolean created;

    ContainerPostgresServer(int port) {
        this.container = new FixedPortPostgres(port);
    }

    @Override
    public String jdbcUrl() {
        return container.getJdbcUrl();
    }

    @Override
    public String username() {
        return container.getUsername();
    }

    @Override
    public String password() {
        return container.getPassword();
    }

    @Override
    public void start() {
        if (created) {
            docker().startContainerCmd(container.getContainerId()).exec();
        } else {
            container.start();
            created = true;
        }
    }

    @Override
    public void stop() {
        if (running()) {
            docker().stopContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void kill() {
        if (running()) {
            docker().killContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void freeze() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void thaw() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public boolean running() {
        return created && container.isRunning();
    }

    @Override
    public void close() {
        container.close();
        created = false;
    }

    private static DockerClient docker() {
        return DockerClientFactory.lazyClient();
    }

    private static final class FixedPortPostgres extends PostgreSQLContainer {
        FixedPortPostgres(int port) {
            super("postgres:18");
            addFixedExposedPort(port, 5432);
            withCommand("postgres", "-c", "max_connections=200");
        }
    }
}
