package io.pushwave.simulator.http;

import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.faults.Effect;
import io.pushwave.simulator.faults.FaultRule.Strike;
import io.pushwave.simulator.faults.Subject.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Does to a call what a rule asks for. */
final class Misbehaviour {
    /** Segments of /services/data/v66.0. */
    private static final int ROOT_SEGMENTS = 3;

    private final RecordStore store;
    private final QueryLocators locators;
    private final AccessTokens tokens;

    Misbehaviour(RecordStore store, QueryLocators locators, AccessTokens tokens) {
        this.store = store;
        this.locators = locators;
        this.tokens = tokens;
    }

    /** What a call is, as far as effects tell calls apart. */
    static Kind kind(Call call) {
        var segments = call.segments().stream()
                .map(segment -> segment.toLowerCase(Locale.ROOT))
                .toList();
        if (segments.size() <= ROOT_SEGMENTS || !segments.getFirst().equals("services")) {
            return Kind.OTHER;
        }
        var rest = segments.subList(ROOT_SEGMENTS, segments.size());
        if (rest.getFirst().equals("tooling")) {
            rest = rest.subList(1, rest.size());
        }
        boolean writes = !call.method().equals("GET");
        return switch (rest.isEmpty() ? "" : rest.getFirst()) {
            case "query", "queryall" -> rest.size() == 1 ? Kind.QUERY : Kind.NEXT_PAGE;
            case "sobjects" -> writes ? Kind.WRITE : Kind.OTHER;
            case "composite" -> writes && isCollection(rest) ? Kind.COLLECTION : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    private static boolean isCollection(List<String> rest) {
        return rest.size() > 1 && (rest.get(1).equals("tree") || (rest.get(1).equals("sobjects") && rest.size() == 2));
    }

    /**
     * Answers as the effect has it.
     *
     * @param asAsked does what the call asks for
     */
    Delivery answer(Call call, Strike strike, Supplier<Reply> asAsked) {
        return switch (strike.effect()) {
            case Effect.Status(int code) -> new Delivery.Whole(ApiException.error(code, serverError(code)));
            case Effect.Html(int code) -> new Delivery.Whole(page(code));
            case Effect.ResetBeforeEffect _ -> new Delivery.None();
            case Effect.ResetAfterEffect _ -> {
                var _ = asAsked.get();
                yield new Delivery.None();
            }
            case Effect.Truncated _ -> new Delivery.Cut(asAsked.get());
            case Effect.Delay _, Effect.BulkBatchTimeout _ -> new Delivery.Whole(asAsked.get());
            case Effect.Unauthorized _ -> {
                call.bearer().ifPresent(tokens::revoke);
                yield refused(ApiException.invalidSession());
            }
            case Effect.RequestLimit _ -> refused(ApiException.limitExceeded());
            case Effect.ConcurrentLimit _ -> refused(ApiException.concurrentLimit());
            case Effect.QueryTimeout _ ->
                refused(new ApiException(400, "QUERY_TIMEOUT", "Your query request was running for too long."));
            case Effect.RefuseQuery(var refusal) -> refused(new ApiException(400, refusal.code(), refusal.message()));
            case Effect.InvalidLocator _ -> {
                locators.forget(QueryLocators.id(call.segments().getLast()));
                yield new Delivery.Whole(asAsked.get());
            }
            case Effect.LockRow _, Effect.SomethingBad _, Effect.FailRecords _ -> records(strike, asAsked);
        };
    }

    private Delivery records(Strike strike, Supplier<Reply> asAsked) {
        var fault = strike.records();
        return new Delivery.Whole(
                fault == null ? ApiException.error(500, serverError(500)) : store.suffering(fault, asAsked));
    }

    private static Delivery refused(ApiException refusal) {
        return new Delivery.Whole(refusal.reply());
    }

    static Refusal serverError(int status) {
        return status == 503
                ? Refusal.of("SERVER_UNAVAILABLE", "The service is unavailable. Please try again later.")
                : Refusal.of(
                        "UNKNOWN_EXCEPTION",
                        "An unexpected error occurred. Please include this ErrorId if you contact support: 7318586951 (0)");
    }

    private static Reply page(int status) {
        var page = "<!DOCTYPE html>\n<html><head><title>" + status + "</title></head>\n<body><h1>"
                + (status == 200 ? "Down for maintenance" : "Server error " + status)
                + "</h1><p>We are working on it. Please try again later.</p></body></html>\n";
        return Reply.of(status, "text/html;charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
    }
}
