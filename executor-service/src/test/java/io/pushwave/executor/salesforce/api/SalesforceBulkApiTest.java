package io.pushwave.executor.salesforce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.request.PackagingApi.JobAnswer.Refused;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SalesforceBulkApiTest {
    private static final String HEADER =
            "\"sf__Id\",\"sf__Error\",\"PackagePushRequestId\",\"SubscriberOrganizationKey\"\n";

    @Test
    void eachRefusedOrgHasItsCodeAndMessage() {
        var refused = SalesforceBulkApi.read(HEADER
                + "\"\",\"INVALID_OPERATION:It may not, or has \"\"beta\"\": no.:--\",\"0DV1\",\"00D000000000001\"\n"
                + "\"\",\"DUPLICATE_VALUE:duplicate:SubscriberOrganizationKey --\",\"0DV1\",\"00D000000000002\"\n");

        assertThat(refused)
                .isEqualTo(Map.of(
                        new OrgKey("00D000000000001"),
                        new Refused("INVALID_OPERATION", "It may not, or has \"beta\": no."),
                        new OrgKey("00D000000000002"),
                        new Refused("DUPLICATE_VALUE", "duplicate")));
    }

    @Test
    void anErrorInAnotherFormIsKeptAsItIs() {
        assertThat(SalesforceBulkApi.read(HEADER + "\"\",\"oops\",\"0DV1\",\"00D000000000001\"\n"))
                .containsValue(new Refused("", "oops"));
    }

    @Test
    void whatIsNoCsvOfResultsIsNeverTakenForOne() {
        assertThatThrownBy(() -> SalesforceBulkApi.read("<html>\n<body>down</body>\n"))
                .isInstanceOfSatisfying(
                        PackagingException.class,
                        failure -> assertThat(failure.failure()).isEqualTo(ApiFailure.BUG));
    }
}
