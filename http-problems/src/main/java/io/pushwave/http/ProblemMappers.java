package io.pushwave.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.pushwave.contracts.JsonFault;
import io.pushwave.database.DatabaseTrouble;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes a problem of everything that a request can come to, and lets no class of ours be seen in it. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    static final String DATABASE_AWAY = "The database does not answer. What was asked for was not applied; ask again.";

    /** The lowest number is asked first. */
    private static final int BEFORE_THE_LIBRARY = 1;

    @ServerExceptionMapper(value = JsonProcessingException.class, priority = BEFORE_THE_LIBRARY)
    Response json(JsonProcessingException failure) {
        return problem(failure).toResponse();
    }

    @ServerExceptionMapper(value = MismatchedInputException.class, priority = BEFORE_THE_LIBRARY)
    Response mismatch(MismatchedInputException failure) {
        return problem(failure).toResponse();
    }

    // The library has mappers for these two, and the nearest class is asked first.
    @ServerExceptionMapper(value = InvalidFormatException.class, priority = BEFORE_THE_LIBRARY)
    Response format(InvalidFormatException failure) {
        return problem(failure).toResponse();
    }

    @ServerExceptionMapper(value = UnrecognizedPropertyException.class, priority = BEFORE_THE_LIBRARY)
    Response unknown(UnrecognizedPropertyException failure) {
        return problem(failure).toResponse();
    }

    @ServerExceptionMapper(value = WebApplicationException.class, priority = BEFORE_THE_LIBRARY)
    Response http(WebApplicationException failure) {
        return json(failure)
                .map(ProblemMappers::problem)
                .orElseGet(() -> ofStatus(failure))
                .toResponse();
    }

    @ServerExceptionMapper(value = RuntimeException.class, priority = BEFORE_THE_LIBRARY)
    Response anything(RuntimeException failure) {
        if (DatabaseTrouble.passes(failure)) {
            LOG.warnf("the database did not answer a request: %s", failure.getMessage());
            return Problems.unavailable(DATABASE_AWAY).toResponse();
        }
        LOG.error("a request failed", failure);
        return Problems.problem(
                        Status.INTERNAL_SERVER_ERROR.getStatusCode(),
                        "internal",
                        "The request failed here",
                        "Nothing is wrong with the request as far as is known; the log of the service says why it failed.")
                .toResponse();
    }

    private static HttpProblem problem(JsonProcessingException failure) {
        return StrictJson.problem(failure, JsonFault.of(failure), StrictJson.BODY, null);
    }

    private static Optional<JsonProcessingException> json(Throwable failure) {
        return DatabaseTrouble.causes(failure)
                .filter(JsonProcessingException.class::isInstance)
                .map(JsonProcessingException.class::cast)
                .findFirst();
    }

    /** The status stays; the text is ours, because a library's names classes. */
    private static HttpProblem ofStatus(WebApplicationException failure) {
        var response = failure.getResponse();
        int status = response.getStatus();
        var builder = HttpProblem.builder()
                .withTitle(response.getStatusInfo().getReasonPhrase())
                .withStatus(status)
                .withDetail(detail(status));
        response.getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> builder.withHeader(name, value));
            }
        });
        return builder.build();
    }

    static String detail(int status) {
        return switch (status) {
            case 400 -> "The request cannot be read: its path, a parameter or its body is malformed.";
            case 404 -> "There is nothing at this path, or a part of it is malformed.";
            case 405 -> "The method is not allowed at this path.";
            case 406 -> "What the header Accept asks for is not to be had here.";
            case 411 -> "The header Content-Length is missing.";
            case 413 -> "The body is longer than is allowed.";
            case 414 -> "The path with its parameters is longer than is allowed.";
            case 415 -> "The header Content-Type is missing, or names what is not read here.";
            case 431 -> "The headers are longer than is allowed.";
            default ->
                status >= 500
                        ? "The request failed here; the log of the service says why."
                        : "The request cannot be served.";
        };
    }
}
