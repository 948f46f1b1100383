package io.pushwave.simulator.http;

import io.pushwave.simulator.bulk.BulkJobs;
import io.pushwave.simulator.domain.Columns;
import io.pushwave.simulator.domain.PackagingPlatform;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.SimulatorClock;
import io.pushwave.simulator.query.PublisherOrg;
import io.pushwave.simulator.query.Schema;
import io.pushwave.simulator.query.StatusNames;
import io.pushwave.simulator.soql.SoqlException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every endpoint, from a call to its reply, without any network. Single-threaded: the caller sees to it that only one call
 * is in here at a time.
 */
final class SimulatorApi {
    private final PackagingPlatform platform;
    private final BulkJobs bulk;
    private final SimulatorClock clock;
    private final InstantSource wallClock;
    private final AccessTokens tokens;
    private final ApiBudget budget;
    private final FaultEndpoints faults = new FaultEndpoints();
    private final CollectionEndpoints collections;
    private final RequestsLog log;
    private final ClockEndpoints clocks;
    /** Calls that the one answered last took from the daily limit. */
    private int cost;

    private final Routes open = new Routes();
    private final Routes data = new Routes();
    private final Routes controls = new Routes();

    SimulatorApi(
            PackagingPlatform platform,
            SimulatorClock clock,
            InstantSource wallClock,
            ApiSettings settings,
            SnapshotEndpoints.Successor successor) {
        this.platform = platform;
        this.clock = clock;
        this.wallClock = wallClock;
        var org = PublisherOrg.standard(settings.username().orElse("release.engineer@harbor.example"));
        var statuses = new StatusNames(settings.inProgressValue());
        var schema = new Schema(platform, statuses, org);
        tokens = new AccessTokens(wallClock, settings.tokenLife(), org.id());
        budget = new ApiBudget(settings.dailyApiLimit());
        log = new RequestsLog(settings.requestsLogEntries());
        var store = new RecordStore(platform, statuses);
        bulk = new BulkJobs(settings.bulk(), platform, schema, new BulkRecords(store));
        collections = new CollectionEndpoints(schema, store);
        var oauth = new OAuthEndpoints(settings, tokens, org, wallClock);
        open.on("POST", "services/oauth2/token", oauth::token);
        open.on("GET", "services/data", ResourceEndpoints::versions);
        data.on("GET", "services/oauth2/userinfo", oauth::userinfo);
        var locators = new QueryLocators(settings.queryLocators(), settings.queryLocatorLife(), wallClock);
        new DataRoutes(data)
                .resources(new ResourceEndpoints(budget))
                .queries(new QueryEndpoints(schema, settings, locators))
                .records(new SObjectEndpoints(schema, store), new DescribeEndpoints(schema, ""))
                .collections(collections, new TreeEndpoints(schema, store))
                .composites(
                        new CompositeEndpoints(store, this::subrequest),
                        new BatchEndpoints(this::subrequest, this::spend))
                .bulk(
                        new IngestEndpoints(platform, bulk.ingest(), schema, org),
                        new BulkQueryEndpoints(platform, bulk.queries(), schema, org, settings.bulk()));
        clocks = new ClockEndpoints(platform, clock, this::advance);
        routeControls(new LedgerEndpoints(platform, statuses), new SnapshotEndpoints(this, successor));
    }

    private void routeControls(LedgerEndpoints ledger, SnapshotEndpoints snapshots) {
        controls.on("GET", "simulator/health", clocks::health)
                .on("GET", "simulator/ledger", ledger::ledger)
                .on("GET", "simulator/versions", ledger::versions)
                .on("GET", "simulator/orgs", ledger::orgs)
                .on("GET", "simulator/orgs/{orgKey}", ledger::org)
                .on("PATCH", "simulator/orgs/{orgKey}", ledger::changeOrg)
                .on("GET", "simulator/clock", clocks::get)
                .on("POST", "simulator/clock", clocks::set)
                .on("GET", "simulator/snapshot", snapshots::save)
                .on("POST", "simulator/snapshot", snapshots::restore)
                .on("GET", "simulator/requests-log", this::requestsLog)
                .on("GET", "simulator/requests-log/count", this::requestsCount)
                .on("GET", "simulator/faults", faults::list)
                .on("POST", "simulator/faults", faults::add)
                .on("DELETE", "simulator/faults", faults::clear);
    }

    /** Writes everything that a simulator needs to go on from here. */
    void save(DataOutput out) throws IOException {
        clock.save(out);
        platform.save(out);
        Columns.section(out, "api");
        tokens.save(out);
        budget.save(out);
        log.save(out);
        faults.save(out);
        bulk.save(out);
    }

    /** Reads what {@link #save} wrote behind the platform; this one must be new. */
    void restore(DataInput in) throws IOException {
        Columns.expectSection(in, "api");
        tokens.restore(in);
        budget.restore(in);
        log.restore(in);
        faults.restore(in);
        bulk.restore(in);
    }

    Reply health(Call call) {
        return clocks.health(call);
    }

    /** Lets simulated time pass up to now. */
    void advance() {
        bulk.advanceTo(clock.millis());
    }

    /** What shall be done to a call, by the rules of misbehaviour. Asked once per call, before {@link #answer}. */
    Optional<FaultRule.Effect> strike(Call call) {
        return isControl(call) ? Optional.empty() : faults.strike(call);
    }

    /** Does what a call asks for. */
    Reply answer(Call call) {
        advance();
        return isControl(call) ? control(call) : salesforce(call);
    }

    /** Answers as if the platform had a fault; the state stays as it is. */
    @Nullable Reply answerFaulty(Call call, FaultRule.Effect effect) {
        return switch (effect) {
            case FaultRule.Effect.Status(int status) -> ApiException.error(status, serverError(status));
            case FaultRule.Effect.Unauthorized _ -> {
                call.header("authorization").ifPresent(header -> tokens.revoke(token(header)));
                yield ApiException.invalidSession().reply();
            }
            case FaultRule.Effect.SomethingBad _ ->
                call.path().toLowerCase(Locale.ROOT).endsWith("/composite/sobjects")
                        ? salesforce(call, Optional.of(collections::somethingBad))
                        : ApiException.error(500, serverError(500));
            case FaultRule.Effect.ResetBeforeEffect _ -> null;
            case FaultRule.Effect.ResetAfterEffect _ -> {
                answer(call);
                yield null;
            }
            case FaultRule.Effect.Latency _ -> answer(call);
        };
    }

    /** The answer to a call whose body is longer than it may be. */
    static Reply tooLarge(int most) {
        return ApiException.error(
                413, Refusal.of("REQUEST_TOO_LARGE", "The uploaded data must not exceed " + most + " bytes"));
    }

    /** The answer to a call that failed for no reason of the client's. */
    static Reply unexpected() {
        return ApiException.error(500, serverError(500));
    }

    private static Refusal serverError(int status) {
        return status == 503
                ? Refusal.of("SERVER_UNAVAILABLE", "The service is unavailable. Please try again later.")
                : Refusal.of(
                        "UNKNOWN_EXCEPTION",
                        "An unexpected error occurred. Please include this ErrorId if you contact support: 7318586951 (0)");
    }

    private static boolean isControl(Call call) {
        return !call.segments().isEmpty() && call.segments().getFirst().equals("simulator");
    }

    private Reply control(Call call) {
        try {
            return switch (controls.match(call)) {
                case Routes.Match.Found(var endpoint, var matched) -> endpoint.answer(matched);
                case Routes.Match.WrongMethod(var allowed) ->
                    throw new ProblemException(
                            405, "Method not allowed", call.method() + " is not among " + String.join(", ", allowed));
                case Routes.Match.NoSuchPath _ -> throw ProblemException.notFound("there is nothing at " + call.path());
            };
        } catch (ProblemException refused) {
            return refused.reply();
        }
    }

    private Reply salesforce(Call call) {
        return salesforce(call, Optional.empty());
    }

    /** @param instead what answers in the endpoint's place */
    private Reply salesforce(Call call, Optional<Routes.Endpoint> instead) {
        try {
            if (open.match(call) instanceof Routes.Match.Found(var endpoint, var matched)) {
                return endpoint.answer(matched);
            }
            authorise(call);
            cost = 0;
            if (!spend()) {
                throw ApiException.limitExceeded();
            }
            return respond(call, instead).withHeader("Sforce-Limit-Info", budget.header());
        } catch (ApiException refused) {
            return refused.reply();
        }
    }

    /** Counts a call against the daily limit; answers whether it may be made. */
    private boolean spend() {
        boolean allowed = budget.spend(clock.millis());
        cost += allowed ? 1 : 0;
        return allowed;
    }

    /** Answers a call that came within another, which was authorised and counted. */
    private Reply subrequest(Call call) {
        return respond(call, Optional.empty());
    }

    private Reply respond(Call call, Optional<Routes.Endpoint> instead) {
        try {
            return switch (data.match(call)) {
                case Routes.Match.Found(var endpoint, var matched) -> {
                    checkVersion(matched);
                    yield instead.orElse(endpoint).answer(matched);
                }
                case Routes.Match.WrongMethod(var allowed) ->
                    throw new ApiException(
                            405,
                            "METHOD_NOT_ALLOWED",
                            "HTTP Method '" + call.method() + "' not allowed. Allowed are "
                                    + String.join(",", allowed));
                case Routes.Match.NoSuchPath _ -> throw ApiException.notFound();
            };
        } catch (SoqlException unknownObject) {
            return new ApiException(400, unknownObject.code(), unknownObject.text()).reply();
        } catch (ApiException refused) {
            return refused.reply();
        }
    }

    private void authorise(Call call) {
        var header = call.header("authorization");
        if (header.isEmpty() || !tokens.accepts(token(header.get()))) {
            throw ApiException.invalidSession();
        }
    }

    private static String token(String header) {
        int space = header.indexOf(' ');
        return header.substring(space + 1).strip();
    }

    private static void checkVersion(Call call) {
        var version = call.variables().get("version");
        if (version == null) {
            return;
        }
        if (!ResourceEndpoints.hasVersion(version)) {
            throw ApiException.notFound();
        }
    }

    private Reply requestsLog(Call call) {
        return log.lines(Problems.whole(call, "after", 0, 0, Long.MAX_VALUE), (int)
                Problems.whole(call, "limit", 1_000, 1, 10_000));
    }

    private Reply requestsCount(Call call) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeNumberField("calls", log.calls());
            json.writeEndObject();
        });
    }

    /** Writes a call into the requests log. */
    void record(Call call, @Nullable Reply reply, String fault, Instant begun) {
        if (isControl(call)) {
            return;
        }
        boolean counted = reply != null && reply.headers().containsKey("Sforce-Limit-Info");
        var now = wallClock.instant();
        log.add(new RequestsLog.Entry(
                log.nextSequence(),
                begun,
                clock.now(),
                call.method(),
                call.path(),
                call.parameter("q").orElse(""),
                reply == null ? 0 : reply.status(),
                call.header("sforce-call-options")
                        .or(() -> call.header("user-agent"))
                        .orElse(""),
                fault,
                counted ? cost : 0,
                Duration.between(begun, now)));
    }
}
