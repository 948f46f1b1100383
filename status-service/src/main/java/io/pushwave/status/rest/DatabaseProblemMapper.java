package io.pushwave.status.rest;

import io.pushwave.status.postgres.StatementFailedException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import org.hibernate.HibernateException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A database that does not answer is nothing that the client did, and passes. */
class DatabaseProblemMapper {
    private static final Logger LOG = Logger.getLogger(DatabaseProblemMapper.class);

    @ServerExceptionMapper({StatementFailedException.class, HibernateException.class})
    Response unavailable(RuntimeException failure) {
        LOG.warnf("the database did not answer a request: %s", failure.getMessage());
        HttpProblem problem = Problems.unavailable("The database does not answer; the view is not lost.");
        return problem.toResponse();
    }
}
