package io.pushwave.simulator.http.faults;

import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.faults.Effect;
import io.pushwave.simulator.faults.FaultRule.Strike;
import io.pushwave.simulator.faults.Subject.Kind;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.oauth.AccessTokens;
import io.pushwave.simulator.http.rest.QueryLocators;
import io.pushwave.simulator.http.rest.RecordStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does to a call what a rule asks for. */
public final class Misbehaviour {
    /** Segments of /services/data/v66.0. */
    private static final int ROOT_SEGMENTS = 3;

    private static final Refusal QUERY_TIMEOUT =
            Refusal.of("QUERY_TIMEOUT", "Your query request was running for too long.");

    private final RecordStore store;
    private final QueryLocators locators;
    private final AccessTokens tokens;
    private final Refusing refusing;

    public Misbehaviour(RecordStore store, QueryLocators locators, AccessTokens tokens, Refusing refusing) {
        this.store = store;
        this.locators = locators;
        this.tokens = tokens;
        this.refusing = refusing;
    }

    /** Words a refusal as the API of the call does. */
    @FunctionalInterface
    public interface Refusing {
        Reply error(Call call, ApiException refused);
    }

    /** What a call is, as far as effects tell calls apart. */
    public static Kind kind(Call call) {
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
    public Delivery answer(Call call, Strike strike, Supplier<Reply> asAsked) {
        return switch (strike.effect()) {
            case Effect.Status(int code) -> refused(call, new ApiException(code, serverError(code)));
            case Effect.Html(int code) -> new Delivery.Whole(page(code));
            case Effect.ResetBeforeEffect _ -> new Delivery.None();
            case Effect.ResetAfterEffect _ -> {
                var _ = asAsked.get();
                yield new Delivery.None();
            }
            case Effect.Truncated _ -> new Delivery.Cut(asAsked.get());
            case Effect.Delay _, Effect.BulkBatchTimeout _ -> new Delivery.Whole(asAsked.get());
            case Effect.Unauthorized _ -> {
                call.session().ifPresent(tokens::revoke);
                yield refused(call, ApiException.invalidSession());
            }
            case Effect.RequestLimit _ -> refused(call, ApiException.limitExceeded());
            case Effect.ConcurrentLimit _ -> refused(call, ApiException.concurrentLimit());
            case Effect.QueryTimeout _ -> refused(call, new ApiException(400, QUERY_TIMEOUT));
            case Effect.RefuseQuery(var refusal) -> refused(call, new ApiException(400, refusal));
            case Effect.InvalidLocator _ -> {
                locators.forget(QueryLocators.id(call.segments().getLast()));
                yield new Delivery.Whole(asAsked.get());
            }
            case Effect.LockRow _, Effect.SomethingBad _, Effect.FailRecords _ -> records(call, strike, asAsked);
        };
    }

    private Delivery records(Call call, Strike strike, Supplier<Reply> asAsked) {
        var fault = strike.records();
        return fault == null
                ? refused(call, new ApiException(500, serverError(500)))
                : new Delivery.Whole(store.suffering(fault, asAsked));
    }

    private Delivery refused(Call call, ApiException refusal) {
        return new Delivery.Whole(refusing.error(call, refusal));
    }

    /** Why a rule refuses the query of a batch; {@code null} if its effect is not about queries. */
    static @Nullable Refusal ofQuery(Effect effect) {
        return switch (effect) {
            case Effect.QueryTimeout _ -> QUERY_TIMEOUT;
            case Effect.RefuseQuery(var refusal) -> refusal;
            default -> null;
        };
    }

    public static Refusal serverError(int status) {
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
