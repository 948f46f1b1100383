package io.pushwave.executor.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PushRequestStateTest {
    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
    private static final RequestPlan PLAN =
            new RequestPlan("request", "campaign", 1, "package", "version", START, Optional.empty(), 1);
    private static final PushRequest.InSalesforce THERE = new PushRequest.InSalesforce("0DV1", false, false);

    @ParameterizedTest
    @EnumSource
    void theTableHasTheTransitionsThatTheTypeHas(PushRequestState state) {
        var next = Arrays.stream(typeOf(state).getMethods())
                .map(Method::getReturnType)
                .filter(PushRequest.class::isAssignableFrom)
                .filter(type -> type != typeOf(state))
                .map(PushRequestStateTest::stateOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PushRequestState.class)));

        assertThat(next).isEqualTo(state.next());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestHasTheNameOfItsType(PushRequest request) {
        assertThat(request.state()).isEqualTo(stateOf(request.getClass()));
    }

    static Stream<PushRequest> requests() {
        var reason = CancelReason.TIME_PASSED;
        return Stream.of(
                new PushRequest.Formed(PLAN),
                new PushRequest.Creating(PLAN, false),
                new PushRequest.Created(PLAN, THERE),
                new PushRequest.Filling(PLAN, THERE),
                new PushRequest.Filled(PLAN, THERE),
                new PushRequest.Verified(PLAN, THERE),
                new PushRequest.Activating(PLAN, THERE),
                new PushRequest.Activated(PLAN, THERE, START, true, Optional.empty()),
                new PushRequest.Cancelling(PLAN, THERE, reason, Optional.empty()),
                new PushRequest.Finished(PLAN, "0DV1"),
                new PushRequest.Cancelled(PLAN, Optional.empty(), reason));
    }

    @Test
    void whatHasEndedIsFinishedOrCancelled() {
        assertThat(PushRequestState.which(PushRequestState::isTerminal))
                .isEqualTo(Set.of(PushRequestState.FINISHED, PushRequestState.CANCELLED));
    }

    private static Class<?> typeOf(PushRequestState state) {
        return requests()
                .map(PushRequest::getClass)
                .filter(type -> stateOf(type) == state)
                .findFirst()
                .orElseThrow();
    }

    private static PushRequestState stateOf(Class<?> type) {
        return PushRequestState.valueOf(type.getSimpleName().toUpperCase(Locale.ROOT));
    }
}
