package io.pushwave.executor.salesforce.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.SalesforceConfig;
import io.pushwave.executor.budget.work.ApiBudget;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.call.AccessTokens.Session;
import io.pushwave.executor.work.Pause;
import io.pushwave.messaging.Backoff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls with a token: renews it once when it is refused, repeats reads (and reads alone), and follows query pages. */
@ApplicationScoped
public class SalesforceCalls {
    private final SalesforceConfig config;
    private final AccessTokens tokens;
    private final ApiBudget budget;
    private final SalesforceHttp http;
    private final ObjectMapper mapper;

    SalesforceCalls(
            ExecutorConfig config, AccessTokens tokens, ApiBudget budget, SalesforceHttp http, ObjectMapper mapper) {
        this.config = config.salesforce();
        this.tokens = tokens;
        this.budget = budget;
        this.http = http;
        this.mapper = mapper;
    }

    /** All pages of a query, one after the other; a page has at most 2,000 records. */
    public void query(Operation operation, String soql, Consumer<JsonNode> page) {
        var _ = query(operation, soql, Long.MAX_VALUE, page);
    }

    /**
     * All pages of a query, unless it finds more records than wanted.
     *
     * @return how many it found; if more than wanted, nothing was handed over
     */
    public long query(Operation operation, String soql, long most, Consumer<JsonNode> page) {
        return pages(
                operation,
                session -> session.endpoint().query(session.version(), session.authorization(), soql),
                (session, locator) -> session.endpoint().queryMore(session.version(), session.authorization(), locator),
                most,
                page);
    }

    /** All pages of a query of the Tooling API. */
    public void toolingQuery(Operation operation, String soql, Consumer<JsonNode> page) {
        var _ = pages(
                operation,
                session -> session.endpoint().toolingQuery(session.version(), session.authorization(), soql),
                (session, locator) ->
                        session.endpoint().toolingQueryMore(session.version(), session.authorization(), locator),
                Long.MAX_VALUE,
                page);
    }

    private long pages(
            Operation operation,
            Function<Session, Response> question,
            BiFunction<Session, String, Response> more,
            long most,
            Consumer<JsonNode> page) {
        var first = page(operation, question);
        if (first.total() > most) {
            return first.total();
        }
        page.accept(first.records());
        var result = first;
        while (result.next().isPresent()) {
            var locator = result.next().get();
            result = page(operation, session -> more.apply(session, locator));
            page.accept(result.records());
        }
        return first.total();
    }

    /** Creates a bulk query job; another one, if the answer was lost, is forgotten by Salesforce after 7 days. */
    public JsonNode createQueryJob(String json) {
        return read(
                Operation.LIST_SUBSCRIBERS,
                session -> session.endpoint().createQueryJob(session.version(), session.authorization(), json));
    }

    /** Where a bulk query job is. */
    public JsonNode queryJob(String id) {
        return read(
                Operation.LIST_SUBSCRIBERS,
                session -> session.endpoint().queryJob(session.version(), session.authorization(), id));
    }

    /** Records of a bulk query job, as CSV. */
    public Reply queryResults(String id, @Nullable String locator, int most) {
        return repeated(() -> write(
                Operation.LIST_SUBSCRIBERS,
                session -> session.endpoint()
                        .queryResults(session.version(), session.authorization(), id, locator, most)));
    }

    /** Stops a bulk query job. */
    public void changeQueryJob(String id, String json) {
        write(
                Operation.LIST_SUBSCRIBERS,
                session -> session.endpoint().changeQueryJob(session.version(), session.authorization(), id, json));
    }

    /** Removes a bulk query job that has ended. */
    public void deleteQueryJob(String id) {
        write(
                Operation.LIST_SUBSCRIBERS,
                session -> session.endpoint().deleteQueryJob(session.version(), session.authorization(), id));
    }

    /** Creates a push request. */
    public JsonNode createRequest(String json) {
        return write(
                        Operation.CREATE_REQUEST,
                        session -> session.endpoint().createRequest(session.version(), session.authorization(), json))
                .json(mapper);
    }

    /** Adds records, each on its own. */
    public JsonNode createRecords(String json) {
        return write(
                        Operation.ADD_JOBS,
                        session -> session.endpoint().createRecords(session.version(), session.authorization(), json))
                .json(mapper);
    }

    /** Cancels a push request. */
    public void cancelRequest(String id, String json) {
        write(
                        Operation.CANCEL_REQUEST,
                        session ->
                                session.endpoint().changeRequest(session.version(), session.authorization(), id, json))
                .requireNoBody();
    }

    /** Work whose calls run one after the other in one turn among the calls at once. */
    public <T> T inTurn(Supplier<T> work) {
        return http.inTurn(work);
    }

    /** Activates a push request, unless the moment has passed when its turn has come. */
    public void activateRequest(String id, String json, Instant latest) {
        write(Operation.CHANGE_STATUS, session -> {
                    http.ensureInTime(latest);
                    return session.endpoint().changeRequest(session.version(), session.authorization(), id, json);
                })
                .requireNoBody();
    }

    /** Creates a bulk job, which does nothing yet. */
    public JsonNode createBulkJob(String json) {
        return write(
                        Operation.WRITE_BULK_JOB,
                        session -> session.endpoint().createBulkJob(session.version(), session.authorization(), json))
                .json(mapper);
    }

    /** Gives a bulk job its rows. */
    public void uploadToBulkJob(String id, String csv) {
        write(
                        Operation.WRITE_BULK_JOB,
                        session ->
                                session.endpoint().uploadToBulkJob(session.version(), session.authorization(), id, csv))
                .requireNoBody();
    }

    /** Changes a bulk job. */
    public void changeBulkJob(String id, String json) {
        write(
                        Operation.WRITE_BULK_JOB,
                        session ->
                                session.endpoint().changeBulkJob(session.version(), session.authorization(), id, json))
                .json(mapper);
    }

    /** A bulk job as it is now. */
    public JsonNode bulkJob(String id) {
        return read(
                Operation.CHECK_BULK_JOB,
                session -> session.endpoint().bulkJob(session.version(), session.authorization(), id));
    }

    /** The rows that a bulk job could not add, as CSV. */
    public String failedResults(String id) {
        return repeated(() -> write(
                        Operation.CHECK_BULK_JOB,
                        session -> session.endpoint().failedResults(session.version(), session.authorization(), id))
                .body());
    }

    /** Logs in if nothing is known to work; costs nothing of the daily limit. */
    public void probe() {
        tokens.renewed(tokens.session());
    }

    private QueryPage page(Operation operation, Function<Session, Response> call) {
        return repeated(() -> QueryPage.of(write(operation, call).json(mapper)));
    }

    private JsonNode read(Operation operation, Function<Session, Response> call) {
        return repeated(() -> write(operation, call).json(mapper));
    }

    private <T> T repeated(Supplier<T> reading) {
        var waits = new Backoff(config.readRetryWait(), config.callTimeout());
        for (int attempt = 1; ; attempt++) {
            try {
                return reading.get();
            } catch (PackagingException e) {
                boolean passing = e.failure() == ApiFailure.UNAVAILABLE && !e.locatorGone();
                if (!passing || attempt >= config.readTries()) {
                    throw e;
                }
                Pause.of(waits.after(attempt));
            }
        }
    }

    private Reply write(Operation operation, Function<Session, Response> call) {
        var session = tokens.session();
        var reply = http.send(operation, () -> call.apply(session));
        if (reply.sessionEnded()) {
            // Refused before anything was done, so repeating it is safe for writes too; once, or wrong rights would
            // loop.
            var renewed = tokens.renewed(session);
            reply = http.send(operation, () -> call.apply(renewed));
        }
        if (reply.successful()) {
            http.accepted(operation);
            return reply;
        }
        var failure = reply.failure(mapper);
        if (reply.withheld(failure)) {
            throw http.refused(operation, failure);
        }
        if (failure.failure() == ApiFailure.THROTTLED) {
            budget.limitReached(failure.sentence());
        }
        throw failure.failure() == ApiFailure.REJECTED ? failure : http.failed(failure);
    }
}
