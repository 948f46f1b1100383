package io.pushwave.executor.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.executor.request.Orphans.CreatedRequest;
import io.pushwave.executor.request.Orphans.Mark;
import io.pushwave.executor.request.Orphans.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrphansTest {
    private static final Mark MARK = new Mark("04t000000000001", Instant.parse("2026-11-22T10:00:00Z"));
    private static final CreatedRequest REQUEST = new CreatedRequest("0DV000000000001AAA", MARK);

    @Test
    void aTwinOfTheRequestThatIsWorkedWithIsAnOrphan() {
        assertThat(among(new Owner(Optional.of("0DV000000000002AAA"), false))).containsExactly("0DV000000000001AAA");
    }

    @Test
    void whatIsLeftOfAnEndedRequestIsAnOrphan() {
        assertThat(among(new Owner(Optional.empty(), true))).containsExactly("0DV000000000001AAA");
    }

    @Test
    void theRequestThatIsWorkedWithIsNone() {
        assertThat(among(new Owner(Optional.of("0DV000000000001"), false))).isEmpty();
    }

    @Test
    void aRequestWhoseOwnerStillLooksForItIsNone() {
        assertThat(among(new Owner(Optional.empty(), false))).isEmpty();
    }

    @Test
    void whatSomebodyElseCreatedIsLeftAlone() {
        assertThat(Orphans.among(List.of(REQUEST), Map.of())).isEmpty();
    }

    @Test
    void idsOfBothLengthsAreTheSameMark() {
        assertThat(new Mark("04t000000000001AAA", MARK.scheduledStart())).isEqualTo(MARK);
    }

    private static List<String> among(Owner owner) {
        return Orphans.among(List.of(REQUEST), Map.of(MARK, owner));
    }
}
