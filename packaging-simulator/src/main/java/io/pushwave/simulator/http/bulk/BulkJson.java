package io.pushwave.simulator.http.bulk;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.bulk.csv.ColumnDelimiter;
import io.pushwave.simulator.bulk.csv.CsvForm;
import io.pushwave.simulator.bulk.csv.LineEnding;
import io.pushwave.simulator.bulk.queue.JobPage;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.settings.PlatformSettings;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Json;
import io.pushwave.simulator.http.Reply;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the two kinds of bulk jobs have in common in JSON. */
public final class BulkJson {
    /** Jobs of a page of a list, as documented. */
    static final int JOBS_A_PAGE = 1_000;

    static final String CSV = "text/csv; charset=UTF-8";

    private final PlatformSettings settings;

    BulkJson(PlatformSettings settings) {
        this.settings = settings;
    }

    /** Writes what stands first in every job. */
    static void writeHead(JsonGenerator json, String id, String operation, String object) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("operation", operation);
        json.writeStringField("object", object);
    }

    /** Times are milliseconds since the epoch. */
    static void writeTimes(JsonGenerator json, String userId, long createdAt, long modifiedAt) throws IOException {
        json.writeStringField("createdById", userId);
        json.writeStringField("createdDate", time(createdAt));
        json.writeStringField("systemModstamp", time(modifiedAt));
    }

    /** Writes the version as the number that it is, 66.0. */
    static void writeKind(JsonGenerator json, String version) throws IOException {
        json.writeStringField("concurrencyMode", "Parallel");
        json.writeStringField("contentType", "CSV");
        json.writeNumberField("apiVersion", Double.parseDouble(version.substring(1)));
    }

    static void writeForm(JsonGenerator json, CsvForm form) throws IOException {
        json.writeStringField("lineEnding", form.lineEnding().name());
        json.writeStringField("columnDelimiter", form.delimiter().name());
    }

    private static String time(long millis) {
        return Json.salesforceTime(Instant.ofEpochMilli(millis));
    }

    /** Checks that a body has no members but the given ones. */
    static void requireOnly(JsonNode body, Set<String> members) {
        for (var member : body.properties()) {
            if (!members.contains(member.getKey())) {
                throw ApiException.parser("Unrecognized field \"" + member.getKey() + "\"");
            }
        }
    }

    CsvForm form(JsonNode body) {
        if (!text(body, "contentType").orElse("CSV").equals("CSV")) {
            throw refused(body, "contentType");
        }
        return new CsvForm(
                choice(body, "columnDelimiter", ColumnDelimiter.COMMA, ColumnDelimiter.class),
                choice(body, "lineEnding", LineEnding.LF, LineEnding.class));
    }

    private <E extends Enum<E>> E choice(JsonNode body, String member, E standard, Class<E> type) {
        var name = text(body, member);
        if (name.isEmpty()) {
            return standard;
        }
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(name.get())) {
                return constant;
            }
        }
        throw refused(body, member);
    }

    /** A member's text; empty if there is none or it is null. */
    Optional<String> text(JsonNode body, String member) {
        var value = body.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw refused(body, member);
        }
        return Optional.of(value.asText());
    }

    String required(JsonNode body, String member) {
        return text(body, member).orElseThrow(() -> refused(body, member));
    }

    /** The refusal of a member's value. */
    ApiException refused(JsonNode body, String member) {
        return new ApiException(
                400,
                settings.answer(
                        UnverifiedAnswer.BULK_VALUE_REFUSED,
                        member,
                        body.path(member).asText()));
    }

    /** The version in a call's path, as it is compared. */
    static String version(Call call) {
        return "v" + call.variable("version").substring(1);
    }

    public static void orThrow(@Nullable Refusal refusal) {
        if (refusal != null) {
            throw new ApiException(400, refusal);
        }
    }

    /** Whether a list with the call's filters may have jobs of a type. Primary key chunking is a matter of Bulk API 1.0. */
    static boolean finds(Call call, String type) {
        return !call.parameter("isPkChunkingEnabled").orElse("").equalsIgnoreCase("true")
                && call.parameter("jobType").orElse(type).equalsIgnoreCase(type)
                && call.parameter("concurrencyMode").orElse("parallel").equalsIgnoreCase("parallel");
    }

    /** The number of the job that a list begins with. */
    static int locator(Call call) {
        try {
            return Integer.parseInt(call.parameter("queryLocator").orElse("0"));
        } catch (NumberFormatException notOurs) {
            throw new ApiException(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
        }
    }

    /** Writes a job's members. */
    @FunctionalInterface
    interface JobWriting<T> {
        void to(JsonGenerator json, T job) throws IOException;
    }

    /** @param path of the list */
    static <T> Reply list(JobPage<T> page, String path, JobWriting<T> writing) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeBooleanField("done", page.next() == JobPage.NONE);
            json.writeArrayFieldStart("records");
            for (var job : page.jobs()) {
                json.writeStartObject();
                writing.to(json, job);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField(
                    "nextRecordsUrl", page.next() == JobPage.NONE ? null : path + "?queryLocator=" + page.next());
            json.writeEndObject();
        });
    }
}
