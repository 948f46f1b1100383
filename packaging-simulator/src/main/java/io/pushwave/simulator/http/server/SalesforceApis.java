package io.pushwave.simulator.http.server;

import io.pushwave.simulator.domain.time.SimulatorClock;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.ApiVersion;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.Routes;
import io.pushwave.simulator.http.async.AsyncApi;
import io.pushwave.simulator.http.oauth.AccessTokens;
import io.pushwave.simulator.http.usage.ApiBudget;
import io.pushwave.simulator.http.usage.LongCalls;
import io.pushwave.simulator.soql.SoqlException;

/** Salesforce's APIs: who is let in, which call counts, and which endpoint answers. */
final class SalesforceApis {
    private final SimulatorClock clock;
    private final AccessTokens tokens;
    private final ApiBudget budget;
    private final LongCalls longCalls;
    private final AsyncApi async;
    private final SoapApi soap;
    private final Routes open = new Routes();
    private final Routes data = new Routes();
    /** Calls that the one answered last took from the daily limit. */
    private int cost;

    SalesforceApis(SimulatorClock clock, AccessTokens tokens, ApiBudget budget, LongCalls longCalls, AsyncApi async) {
        this.clock = clock;
        this.tokens = tokens;
        this.budget = budget;
        this.longCalls = longCalls;
        this.async = async;
        soap = new SoapApi(tokens::accepts);
    }

    /** Paths that need no session and count nowhere. */
    Routes open() {
        return open;
    }

    /** Paths that need a session. */
    Routes data() {
        return data;
    }

    int cost() {
        return cost;
    }

    /** A call comes of which nothing has been counted yet. */
    void costNothing() {
        cost = 0;
    }

    Reply answer(Call call) {
        if (SoapApi.handles(call.segments())) {
            return soap.answer(call);
        }
        try {
            var found = open.match(call);
            if (found instanceof Routes.Match.Found(var endpoint, var matched)) {
                return endpoint.answer(matched);
            }
            if (found instanceof Routes.Match.WrongMethod(var allowed)) {
                throw ApiException.methodNotAllowed(call.method(), allowed);
            }
            if (!asksWhoFirst(call) && data.match(call) instanceof Routes.Match.NoSuchPath) {
                throw ApiException.notFound();
            }
            authorise(call);
            if (longCalls.isFull()) {
                throw ApiException.concurrentLimit();
            }
            if (!spend()) {
                throw ApiException.limitExceeded();
            }
            return call.isAsync()
                    ? async.respond(call)
                    : respond(call).withHeader("Sforce-Limit-Info", budget.header());
        } catch (ApiException refused) {
            return error(call, refused);
        }
    }

    /** A refusal as the API of a call words it. */
    Reply error(Call call, ApiException refused) {
        return call.isAsync() ? async.error(call, refused) : refused.reply();
    }

    /** The answer to a call that would be one too many of those that take long. */
    Reply tooManyLongCalls(Call call) {
        cost = 0;
        return error(call, ApiException.concurrentLimit());
    }

    /** Whether a call is one of an API that asks who somebody is before it says what there is. */
    private static boolean asksWhoFirst(Call call) {
        return call.isAsync()
                || (call.segments().size() > 1
                        && call.segments().get(0).equalsIgnoreCase("services")
                        && call.segments().get(1).equalsIgnoreCase("data"));
    }

    /** Counts a call against the daily limit; answers whether it may be made. */
    boolean spend() {
        boolean allowed = budget.spend(clock.millis());
        cost += allowed ? 1 : 0;
        return allowed;
    }

    /** Answers a call that was authorised and counted, or came within such a one. */
    Reply respond(Call call) {
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
        if (!call.isAsync()
                && call.header("authorization").isPresent()
                && call.bearer().isEmpty()) {
            throw ApiException.invalidAuthHeader();
        }
        if (!call.session().map(tokens::accepts).orElse(false)) {
            throw ApiException.invalidSession();
        }
    }

    private static void checkVersion(Call call) {
        var version = call.variables().get("version");
        if (version == null) {
            return;
        }
        if (!ApiVersion.exists(version)) {
            throw ApiException.notFound();
        }
    }
}
