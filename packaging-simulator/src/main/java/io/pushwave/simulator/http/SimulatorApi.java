package io.pushwave.simulator.http;

import io.pushwave.simulator.bulk.BulkJobs;
import io.pushwave.simulator.domain.Columns;
import io.pushwave.simulator.domain.PackagingPlatform;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.SimulatorClock;
import io.pushwave.simulator.faults.FaultRule;
import io.pushwave.simulator.faults.FaultRules;
import io.pushwave.simulator.faults.RecordFault;
import io.pushwave.simulator.faults.Subject;
import io.pushwave.simulator.faults.Subject.Kind;
import io.pushwave.simulator.query.PublisherOrg;
import io.pushwave.simulator.query.Schema;
import io.pushwave.simulator.query.StatusNames;
import io.pushwave.simulator.soql.SoqlException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
    private final RefreshTokens refreshTokens;
    private final ApiBudget budget;
    private final FaultRules rules = new FaultRules();
    private final Misbehaviour misbehaviour;
    private final LongCalls longCalls;
    private final RequestsLog log;
    private final ClockEndpoints clocks;
    private final OrgEndpoints orgs;
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
        refreshTokens = new RefreshTokens(settings.grants(), tokens);
        budget = new ApiBudget(settings.dailyApiLimit());
        log = new RequestsLog(settings.requestsLogEntries());
        var store = new RecordStore(platform, statuses);
        bulk = new BulkJobs(settings.bulk(), platform, schema, new BulkRecords(store, this::batchFault));
        bulk.ingest()
                .alsoTimesOut(
                        (job, batch, _) -> strike(Kind.BULK_ATTEMPT, job, batch).isPresent());
        var oauth = new OAuthEndpoints(settings, tokens, refreshTokens, org, wallClock);
        open.on("POST", "services/oauth2/token", oauth::token)
                .on("POST", "services/oauth2/revoke", oauth::revoke)
                .on("GET", "services/oauth2/revoke", oauth::revoke)
                .on("GET", "id/{orgId}/{userId}", oauth::identity);
        open.on("GET", "services/data", ResourceEndpoints::versions);
        data.on("GET", "services/oauth2/userinfo", oauth::userinfo);
        var locators = new QueryLocators(settings.queryLocators(), settings.queryLocatorLife(), wallClock);
        var resources = new ResourceEndpoints(budget, oauth::identityUrl);
        var tooling = Schema.tooling(platform, org);
        new DataRoutes(data)
                .resources(resources)
                .tooling(
                        resources,
                        new QueryEndpoints(tooling, settings, locators),
                        new DescribeEndpoints(tooling, "/tooling"))
                .queries(new QueryEndpoints(schema, settings, locators))
                .records(new SObjectEndpoints(schema, store), new DescribeEndpoints(schema, ""))
                .collections(new CollectionEndpoints(schema, store), new TreeEndpoints(schema, store))
                .composites(
                        new CompositeEndpoints(store, this::respond), new BatchEndpoints(this::respond, this::spend))
                .bulk(
                        new IngestEndpoints(platform, bulk.ingest(), schema, org),
                        new BulkQueryEndpoints(platform, bulk.queries(), schema, org, settings.bulk()));
        misbehaviour = new Misbehaviour(store, locators, tokens);
        longCalls = new LongCalls(settings.concurrentLimit(), settings.longRunningCall());
        clocks = new ClockEndpoints(platform, clock, this::advance);
        orgs = new OrgEndpoints(platform, locators::forgetAll);
        routeBase(new VersionEndpoints(platform));
        routeControls(new LedgerEndpoints(platform, statuses), new SnapshotEndpoints(this, successor));
    }

    private void routeControls(LedgerEndpoints ledger, SnapshotEndpoints snapshots) {
        var logs = new LogEndpoints(log);
        controls.on("GET", "simulator/health", clocks::health)
                .on("GET", "simulator/ledger", ledger::ledger)
                .on("GET", "simulator/clock", clocks::get)
                .on("POST", "simulator/clock", clocks::set)
                .on("GET", "simulator/snapshot", snapshots::save)
                .on("POST", "simulator/snapshot", snapshots::restore)
                .on("GET", "simulator/requests-log", logs::lines)
                .on("GET", "simulator/requests-log/count", logs::count);
        var faults = new FaultEndpoints(rules, clock);
        controls.on("GET", "simulator/faults", faults::list)
                .on("POST", "simulator/faults", faults::add)
                .on("DELETE", "simulator/faults", faults::clear)
                .on("DELETE", "simulator/faults/{name}", faults::remove);
        var budgets = new BudgetEndpoints(budget, clock);
        controls.on("GET", "simulator/budget", budgets::get).on("POST", "simulator/budget", budgets::set);
    }

    private void routeBase(VersionEndpoints versions) {
        controls.on("GET", "simulator/versions", versions::list)
                .on("POST", "simulator/versions", versions::add)
                .on("PATCH", "simulator/versions/{versionId}", versions::change)
                .on("GET", "simulator/orgs", orgs::list)
                .on("POST", "simulator/orgs", orgs::importOrgs)
                .on("GET", "simulator/orgs/{orgKey}", orgs::get)
                .on("PATCH", "simulator/orgs/{orgKey}", orgs::change);
    }

    /** Writes everything that a simulator needs to go on from here. */
    void save(DataOutput out) throws IOException {
        clock.save(out);
        platform.save(out);
        Columns.section(out, "api");
        tokens.save(out);
        refreshTokens.save(out);
        budget.save(out);
        log.save(out);
        rules.save(out);
        bulk.save(out);
    }

    /** Reads what {@link #save} wrote behind the platform; this one must be new. */
    void restore(DataInput in) throws IOException {
        Columns.expectSection(in, "api");
        tokens.restore(in);
        refreshTokens.restore(in);
        budget.restore(in);
        log.restore(in);
        rules.restore(in);
        bulk.restore(in);
    }

    /** Sets rules of misbehaviour; one whose name is taken takes that rule's place. */
    void misbehave(List<FaultRule.Description> added) {
        added.forEach(each -> each.name().ifPresent(rules::remove));
        rules.add(added, clock.now());
    }

    /**
     * Takes the orgs of a file instead of those that were seeded.
     *
     * @throws ProblemException if the file is wrong
     */
    void replaceOrgs(InputStream file) {
        orgs.importOrgs(file, true);
    }

    Reply health(Call call) {
        return clocks.health(call);
    }

    /** Lets simulated time pass up to now. */
    void advance() {
        bulk.advanceTo(clock.millis());
    }

    /** What shall be done to a call, by the rules of misbehaviour. Asked once per call, before {@link #answer}. */
    Optional<FaultRule.Strike> strike(Call call) {
        return isControl(call)
                ? Optional.empty()
                : rules.strike(new Subject(
                        call.method(), call.path(), call.parameter("q"), Misbehaviour.kind(call), clock.now()));
    }

    /** A batch of a bulk job is looked at as a call with a method of its own, at the path of its job. */
    private Optional<FaultRule.Strike> strike(Kind kind, int job, int batch) {
        var path = "/services/data/jobs/ingest/" + SalesforceId.longId(SalesforceId.BULK_JOB, job + 1L) + "/batches/"
                + batch;
        return rules.strike(new Subject(Subject.BATCH, path, kind, Instant.ofEpochMilli(platform.now())));
    }

    private @Nullable RecordFault batchFault(int job, int batch) {
        return strike(Kind.BULK_BATCH, job, batch)
                .map(FaultRule.Strike::records)
                .orElse(null);
    }

    /**
     * A call that is going to take long begins.
     *
     * @return false if too many are running; the call is not one of them then
     */
    boolean beginLong(Call call, Duration latency) {
        if (!countsAsLong(call, latency)) {
            return true;
        }
        if (longCalls.isFull()) {
            return false;
        }
        longCalls.begin();
        return true;
    }

    /** A call for which {@link #beginLong} answered true has waited to its end, and is answered next. */
    void endLong(Call call, Duration latency) {
        if (countsAsLong(call, latency)) {
            longCalls.end();
        }
    }

    private boolean countsAsLong(Call call, Duration latency) {
        return longCalls.isLong(latency) && !(open.match(call) instanceof Routes.Match.Found);
    }

    /** Does what a call asks for, or what shall be done to it. */
    Delivery answer(Call call, Optional<FaultRule.Strike> strike) {
        return strike.isPresent()
                ? misbehaviour.answer(call, strike.get(), () -> answer(call))
                : new Delivery.Whole(answer(call));
    }

    private Reply answer(Call call) {
        advance();
        return isControl(call) ? control(call) : salesforce(call);
    }

    /** The answer to a call whose body is longer than it may be. */
    static Reply tooLarge(int most) {
        return ApiException.error(
                413, Refusal.of("REQUEST_TOO_LARGE", "The uploaded data must not exceed " + most + " bytes"));
    }

    /** The answer to a file of orgs that is longer than it may be. */
    static Reply importTooLarge(int most) {
        return new ProblemException(
                        413, "Content too large", "the file has more than the " + most + " bytes of import-bytes")
                .reply();
    }

    /** The answer to a call that failed for no reason of the client's. */
    static Reply unexpected() {
        return ApiException.error(500, Misbehaviour.serverError(500));
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
        try {
            var found = open.match(call);
            if (found instanceof Routes.Match.Found(var endpoint, var matched)) {
                return endpoint.answer(matched);
            }
            if (found instanceof Routes.Match.WrongMethod(var allowed)) {
                throw ApiException.methodNotAllowed(call.method(), allowed);
            }
            authorise(call);
            cost = 0;
            if (longCalls.isFull()) {
                throw ApiException.concurrentLimit();
            }
            if (!spend()) {
                throw ApiException.limitExceeded();
            }
            return respond(call).withHeader("Sforce-Limit-Info", budget.header());
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

    /** Answers a call that was authorised and counted, or came within such a one. */
    private Reply respond(Call call) {
        try {
            return switch (data.match(call)) {
                case Routes.Match.Found(var endpoint, var matched) -> {
                    checkVersion(matched);
                    yield endpoint.answer(matched);
                }
                case Routes.Match.WrongMethod(var allowed) ->
                    throw ApiException.methodNotAllowed(call.method(), allowed);
                case Routes.Match.NoSuchPath _ -> throw ApiException.notFound();
            };
        } catch (SoqlException unknownObject) {
            return new ApiException(400, unknownObject.code(), unknownObject.text()).reply();
        } catch (ApiException refused) {
            return refused.reply();
        }
    }

    private void authorise(Call call) {
        if (!call.bearer().map(tokens::accepts).orElse(false)) {
            throw ApiException.invalidSession();
        }
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

    /** Writes a call into the requests log. */
    void record(Call call, Delivery delivery, Optional<FaultRule.Strike> strike, Instant begun) {
        if (isControl(call)) {
            return;
        }
        var reply = delivery.visible();
        boolean counted = reply.isPresent() && reply.get().headers().containsKey("Sforce-Limit-Info");
        var now = wallClock.instant();
        log.add(new RequestsLog.Entry(
                log.nextSequence(),
                begun,
                clock.now(),
                call.method(),
                call.path(),
                call.parameter("q").orElse(""),
                reply.map(Reply::status).orElse(0),
                LogEndpoints.client(call),
                strike.map(each -> each.effect().name()).orElse(""),
                strike.map(FaultRule.Strike::rule).orElse(""),
                counted ? cost : 0,
                Duration.between(begun, now)));
    }
}
