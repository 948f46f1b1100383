package io.pushwave.platform.bench.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.platform.api.RequestsLog.ApiCall;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PolledRequestsTest {
    private final PolledRequests polled = new PolledRequests();

    @Test
    void eachRequestOfAPollCounts() {
        polled.add(query("SELECT Id FROM PackagePushJob WHERE PackagePushRequestId IN ('0DV1','0DV2')"));
        polled.add(
                query("SELECT Id FROM PackagePushJob WHERE (PackagePushRequestId IN ('0DV1','0DV2') AND SystemModstamp"
                        + " >= 2026-11-22T10:00:00.000Z) OR (PackagePushRequestId IN ('0DV3') AND SystemModstamp >="
                        + " 2026-11-22T10:00:01.000Z)"));

        assertThat(polled.requests()).isEqualTo(5);
    }

    @Test
    void otherQuestionsAreNoPolls() {
        polled.add(query("SELECT Id FROM PackagePushJob WHERE PackagePushRequestId = '0DV1'"));
        polled.add(query(""));

        assertThat(polled.requests()).isZero();
    }

    private static ApiCall query(String soql) {
        return new ApiCall(1, Instant.EPOCH, "GET", "/services/data/v67.0/query", soql, 200, "client", 1, 0);
    }
}
