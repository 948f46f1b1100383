package io.pushwave.executor.salesforce.call;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.SalesforceConfig;
import io.pushwave.executor.budget.work.CallPermits;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.SalesforceAddress;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import org.jboss.logging.Logger;

/** Sends one call, counts and times it, and tells "it was not sent" from "it may have worked". */
@ApplicationScoped
class SalesforceHttp {
    static final String CALLS = "pushwave.salesforce.calls";

    private static final Logger LOG = Logger.getLogger(SalesforceHttp.class);
    private static final int CAUSES_MAXIMUM = 10;

    private final SalesforceConfig config;
    private final CallPermits permits;
    private final SalesforceState state;
    private final CallTrace trace;
    private final MeterRegistry metrics;
    private final Clock clock;

    SalesforceHttp(
            ExecutorConfig config,
            CallPermits permits,
            SalesforceState state,
            CallTrace trace,
            MeterRegistry metrics,
            Clock clock) {
        this.config = config.salesforce();
        this.permits = permits;
        this.state = state;
        this.trace = trace;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A client for an address; redirects are not followed, because a token goes with every call. */
    <T> T endpoint(SalesforceAddress address, Class<T> type) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(address.withoutSlash()))
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.callTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .register(trace)
                // Errors are read from the reply, whatever its status; the default mapper would throw them away.
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(type);
    }

    /** Sends a call and returns whatever was answered. */
    Reply send(Operation operation, Supplier<Response> call) {
        var purpose = operation.purpose();
        return purpose.isPresent() ? permits.with(purpose.get(), () -> sent(operation, call)) : sent(operation, call);
    }

    /** Work whose calls run one after the other in one turn among the calls at once. */
    <T> T inTurn(Supplier<T> work) {
        return permits.inTurn(work);
    }

    private Reply sent(Operation operation, Supplier<Response> call) {
        var begun = clock.instant();
        var outcome = "answered";
        var line = "";
        try (var response = call.get()) {
            permits.reported(response.getHeaderString("Sforce-Limit-Info"));
            var body = response.hasEntity() ? response.readEntity(String.class) : "";
            var reply = new Reply(operation, response.getStatus(), body, locator(response));
            line = LOG.isDebugEnabled() ? trace.line(operation, response, body) : "";
            if (reply.successful()) {
                state.answered();
            } else {
                outcome = "refused";
            }
            return reply;
        } catch (PackagingException unsent) {
            outcome = unsent.failure().tag();
            throw unsent;
        } catch (ProcessingException | IllegalStateException e) {
            var failure = neverSent(e) || operation.reading() || operation == Operation.LOGIN
                    ? ApiFailure.UNAVAILABLE
                    : ApiFailure.UNKNOWN_OUTCOME;
            outcome = failure.tag();
            throw failed(new PackagingException(failure, "", "Salesforce did not answer: " + innermost(e), e));
        } finally {
            var time = Duration.between(begun, clock.instant());
            metrics.timer(CALLS, "operation", operation.tag(), "outcome", outcome)
                    .record(time);
            LOG.debugf("%s %s in %d ms %s", operation.tag(), outcome, time.toMillis(), line);
        }
    }

    /**
     * Asked right before something is sent that may be sent for a short while only.
     *
     * @throws PackagingException UNAVAILABLE, if the moment has passed; nothing was sent
     */
    void ensureInTime(Instant latest) {
        if (clock.instant().isAfter(latest)) {
            throw new PackagingException(
                    ApiFailure.UNAVAILABLE,
                    "",
                    "The activation had to wait for too long and was not sent; the brake is looked at again");
        }
    }

    /** At the end of the results Salesforce writes the word null. */
    private static Optional<String> locator(Response response) {
        return Optional.ofNullable(response.getHeaderString("Sforce-Locator")).filter(text -> !text.equals("null"));
    }

    /** Remembers for the health check that something may not be done, though Salesforce answers. */
    PackagingException refused(Operation operation, PackagingException failure) {
        state.refused(operation.tag(), failure.sentence());
        return failure;
    }

    /** It may be done. */
    void accepted(Operation operation) {
        state.accepted(operation.tag());
    }

    /** Remembers for the health check why Salesforce cannot be worked with. */
    PackagingException failed(PackagingException failure) {
        state.failed(failure.sentence());
        return failure;
    }

    private static boolean neverSent(Throwable failure) {
        var cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAXIMUM; depth++) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static String innermost(Throwable failure) {
        var cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < CAUSES_MAXIMUM; depth++) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
