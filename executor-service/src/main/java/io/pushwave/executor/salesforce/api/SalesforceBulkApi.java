package io.pushwave.executor.salesforce.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.request.BulkApi;
import io.pushwave.executor.request.PackagingApi.JobAnswer.Refused;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.call.SalesforceCalls;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** The Bulk API 2.0 over HTTP: CSV on one side, the executor's words on the other. */
@ApplicationScoped
class SalesforceBulkApi implements BulkApi {
    private static final String CREATE = """
            {"operation":"insert","object":"PackagePushJob","contentType":"CSV","lineEnding":"LF"}""";
    /** Ids and org keys have letters and digits alone, so no value is ever quoted. */
    private static final String HEADER = "PackagePushRequestId,SubscriberOrganizationKey\n";

    private static final CSVFormat WITH_HEADER =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final SalesforceCalls calls;

    SalesforceBulkApi(SalesforceCalls calls) {
        this.calls = calls;
    }

    @Override
    public String create() {
        var id = calls.createBulkJob(CREATE).path("id").asText();
        if (id.isEmpty()) {
            throw new PackagingException(
                    ApiFailure.UNKNOWN_OUTCOME, "", "Salesforce created a bulk job without saying its id");
        }
        return id;
    }

    @Override
    public void upload(String bulkJobId, String requestId, List<OrgKey> orgs) {
        var csv = new StringBuilder(HEADER);
        orgs.forEach(
                org -> csv.append(requestId).append(',').append(org.value()).append('\n'));
        calls.uploadToBulkJob(bulkJobId, csv.toString());
    }

    @Override
    public void close(String bulkJobId) {
        calls.changeBulkJob(bulkJobId, "{\"state\":\"UploadComplete\"}");
    }

    @Override
    public void abort(String bulkJobId) {
        calls.changeBulkJob(bulkJobId, "{\"state\":\"Aborted\"}");
    }

    @Override
    public Optional<Progress> progress(String bulkJobId) {
        try {
            return Optional.of(progress(calls.bulkJob(bulkJobId)));
        } catch (PackagingException e) {
            if (e.errorCode().equals("NOT_FOUND")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Progress progress(JsonNode job) {
        try {
            return new Progress(
                    State.spelled(job.path("state").asText()),
                    job.path("numberRecordsProcessed").asLong(),
                    job.path("numberRecordsFailed").asLong());
        } catch (IllegalArgumentException e) {
            throw new PackagingException(ApiFailure.BUG, "", "A bulk job cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Map<OrgKey, Refused> refused(String bulkJobId) {
        return read(calls.failedResults(bulkJobId));
    }

    /** What {@code failedResults} says: {@code sf__Error} is {@code CODE:message:fields --}. */
    static Map<OrgKey, Refused> read(String csv) {
        var refused = new HashMap<OrgKey, Refused>();
        try (var rows = CSVParser.parse(csv, WITH_HEADER)) {
            for (var row : rows) {
                refused.put(new OrgKey(row.get("SubscriberOrganizationKey")), refusal(row.get("sf__Error")));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new PackagingException(
                    ApiFailure.BUG, "", "The results of a bulk job cannot be read: " + e.getMessage(), e);
        }
        return refused;
    }

    private static Refused refusal(String error) {
        int code = error.indexOf(':');
        int fields = error.lastIndexOf(':');
        if (code < 0) {
            return new Refused("", error);
        }
        return new Refused(
                error.substring(0, code), error.substring(code + 1, fields > code ? fields : error.length()));
    }
}
