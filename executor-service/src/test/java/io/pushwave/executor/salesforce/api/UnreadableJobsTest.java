package io.pushwave.executor.salesforce.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.executor.request.PackagingApi.PushJob;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnreadableJobsTest {
    @Test
    void aJobThatCannotBeReadHoldsNoOtherBackAndIsReported() throws JsonProcessingException {
        var records = new ObjectMapper().readTree("""
                [{"Id":"0DX1","PackagePushRequestId":"0DV1","SubscriberOrganizationKey":"00D000000000001","Status":"Paused"},
                 {"Id":"0DX2","PackagePushRequestId":"0DV1","SubscriberOrganizationKey":"not an org","Status":"Failed"},
                 {"Id":"0DX3","PackagePushRequestId":"0DV1","SubscriberOrganizationKey":"00D000000000003","Status":"Failed",
                  "SystemModstamp":"yesterday"},
                 {"Id":"0DX4","PackagePushRequestId":"0DV1","SubscriberOrganizationKey":"00D000000000004","Status":"Failed"}]
                """);
        List<String> unreadable = new ArrayList<>();

        var jobs = SalesforcePackagingApi.readableJobs(
                records, (row, _) -> unreadable.add(row.path("Id").asText()));

        assertThat(jobs).extracting(PushJob::id).containsExactly("0DX4");
        assertThat(unreadable).containsExactly("0DX1", "0DX2", "0DX3");
    }
}
