package io.pushwave.simulator.http.server;

import io.pushwave.simulator.async.JsonRecords;
import io.pushwave.simulator.async.XmlRecords;
import io.pushwave.simulator.bulk.BulkJobs;
import io.pushwave.simulator.bulk.batches.AsyncContent;
import io.pushwave.simulator.bulk.records.CsvRecords;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.time.SimulatorClock;
import io.pushwave.simulator.faults.FaultRule;
import io.pushwave.simulator.faults.FaultRules;
import io.pushwave.simulator.faults.Subject;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.ApiSettings;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.ProblemException;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.Routes;
import io.pushwave.simulator.http.async.AsyncApi;
import io.pushwave.simulator.http.bulk.BulkQueryEndpoints;
import io.pushwave.simulator.http.bulk.BulkRecords;
import io.pushwave.simulator.http.bulk.BulkRoutes;
import io.pushwave.simulator.http.bulk.IngestEndpoints;
import io.pushwave.simulator.http.composite.BatchEndpoints;
import io.pushwave.simulator.http.composite.CollectionEndpoints;
import io.pushwave.simulator.http.composite.CompositeEndpoints;
import io.pushwave.simulator.http.composite.CompositeRoutes;
import io.pushwave.simulator.http.composite.TreeEndpoints;
import io.pushwave.simulator.http.control.BudgetEndpoints;
import io.pushwave.simulator.http.control.ClockEndpoints;
import io.pushwave.simulator.http.control.ControlRoutes;
import io.pushwave.simulator.http.control.FaultEndpoints;
import io.pushwave.simulator.http.control.LedgerEndpoints;
import io.pushwave.simulator.http.control.LogEndpoints;
import io.pushwave.simulator.http.control.OrgEndpoints;
import io.pushwave.simulator.http.control.SnapshotEndpoints;
import io.pushwave.simulator.http.control.VersionEndpoints;
import io.pushwave.simulator.http.faults.BatchRules;
import io.pushwave.simulator.http.faults.Delivery;
import io.pushwave.simulator.http.faults.Misbehaviour;
import io.pushwave.simulator.http.oauth.AccessTokens;
import io.pushwave.simulator.http.oauth.OAuthEndpoints;
import io.pushwave.simulator.http.oauth.RefreshTokens;
import io.pushwave.simulator.http.rest.DescribeEndpoints;
import io.pushwave.simulator.http.rest.QueryEndpoints;
import io.pushwave.simulator.http.rest.QueryLocators;
import io.pushwave.simulator.http.rest.RecordStore;
import io.pushwave.simulator.http.rest.ResourceEndpoints;
import io.pushwave.simulator.http.rest.RestRoutes;
import io.pushwave.simulator.http.rest.SObjectEndpoints;
import io.pushwave.simulator.http.usage.ApiBudget;
import io.pushwave.simulator.http.usage.LongCalls;
import io.pushwave.simulator.http.usage.RequestsLog;
import io.pushwave.simulator.query.objects.PublisherOrg;
import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.query.objects.StatusNames;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    private final RequestsLog log;
    private final ClockEndpoints clocks;
    private final OrgEndpoints orgs;
    private final LongCalls longCalls;
    private final SalesforceApis salesforce;
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
        var batchRules = new BatchRules(rules, platform);
        bulk = new BulkJobs(
                settings.bulk(),
                platform,
                schema,
                new BulkRecords(store, batchRules::records),
                Map.of(
                        AsyncContent.CSV, new CsvRecords(),
                        AsyncContent.JSON, new JsonRecords(),
                        AsyncContent.XML, new XmlRecords()));
        batchRules.watch(bulk);
        longCalls = new LongCalls(settings.concurrentLimit(), settings.longRunningCall());
        salesforce =
                new SalesforceApis(clock, tokens, budget, longCalls, new AsyncApi(platform, bulk.async(), schema, org));
        var oauth = new OAuthEndpoints(settings, tokens, refreshTokens, org, wallClock);
        var locators = new QueryLocators(settings.queryLocatorRows(), settings.queryLocatorLife(), wallClock);
        route(oauth);
        routeData(settings, schema, org, store, locators, oauth);
        misbehaviour = new Misbehaviour(store, locators, tokens, salesforce::error);
        clocks = new ClockEndpoints(platform, clock, this::advance);
        orgs = new OrgEndpoints(platform, locators::forgetAll);
        new ControlRoutes(controls)
                .clock(clocks)
                .base(new VersionEndpoints(platform), orgs)
                .ledger(new LedgerEndpoints(platform, statuses))
                .snapshots(new SnapshotEndpoints(this::save, successor))
                .log(new LogEndpoints(log))
                .faults(new FaultEndpoints(rules, clock))
                .budget(new BudgetEndpoints(budget, clock));
    }

    private void route(OAuthEndpoints oauth) {
        salesforce
                .open()
                .on("POST", "services/oauth2/token", oauth::token)
                .on("POST", "services/oauth2/revoke", oauth::revoke)
                .on("GET", "services/oauth2/revoke", oauth::revoke)
                .on("GET", "id/{orgId}/{userId}", oauth::identity)
                .on("GET", "services/data", ResourceEndpoints::versions);
        salesforce.data().on("GET", "services/oauth2/userinfo", oauth::userinfo);
    }

    private void routeData(
            ApiSettings settings,
            Schema schema,
            PublisherOrg org,
            RecordStore store,
            QueryLocators locators,
            OAuthEndpoints oauth) {
        var resources = new ResourceEndpoints(
                budget,
                settings.bulk().dailyBatches(),
                () -> bulk.quota().batchesLeft(clock.millis()),
                oauth::identityUrl);
        var tooling = Schema.tooling(platform, org);
        new RestRoutes(salesforce.data())
                .resources(resources)
                .tooling(
                        resources,
                        new QueryEndpoints(tooling, settings, locators),
                        new DescribeEndpoints(tooling, "/tooling"))
                .queries(new QueryEndpoints(schema, settings, locators))
                .records(new SObjectEndpoints(schema, store), new DescribeEndpoints(schema, ""));
        new CompositeRoutes(salesforce.data())
                .collections(new CollectionEndpoints(schema, store), new TreeEndpoints(schema, store))
                .composites(
                        new CompositeEndpoints(store, salesforce::respond),
                        new BatchEndpoints(salesforce::respond, salesforce::spend));
        new BulkRoutes(salesforce.data())
                .bulk(
                        new IngestEndpoints(platform, bulk.ingest(), schema, org),
                        new BulkQueryEndpoints(platform, bulk.queries(), schema, org, settings.bulk()));
    }

    /** Every method and pattern that is answered, as in {@code GET services/data}. */
    List<String> routes() {
        return Stream.of(salesforce.open(), salesforce.data(), controls)
                .map(Routes::all)
                .flatMap(List::stream)
                .toList();
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
        return longCalls.isLong(latency) && !(salesforce.open().match(call) instanceof Routes.Match.Found);
    }

    /** Does what a call asks for, or what shall be done to it. */
    Delivery answer(Call call, Optional<FaultRule.Strike> strike) {
        return strike.isPresent()
                ? misbehaviour.answer(call, strike.get(), () -> answer(call))
                : new Delivery.Whole(answer(call));
    }

    private Reply answer(Call call) {
        advance();
        salesforce.costNothing();
        return isControl(call) ? control(call) : salesforce.answer(call);
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

    /** The answer to a call for which {@link #beginLong} answered false. */
    Reply tooManyLongCalls(Call call) {
        return salesforce.tooManyLongCalls(call);
    }

    /** Writes a call into the requests log. */
    void record(Call call, Delivery delivery, Optional<FaultRule.Strike> strike, Instant begun) {
        if (isControl(call)) {
            return;
        }
        var reply = delivery.visible();
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
                reply.isPresent() ? salesforce.cost() : 0,
                Duration.between(begun, now)));
    }
}
