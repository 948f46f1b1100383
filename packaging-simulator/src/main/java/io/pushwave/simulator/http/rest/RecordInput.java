package io.pushwave.simulator.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.domain.requests.RequestChange;
import io.pushwave.simulator.domain.requests.RequestDraft;
import io.pushwave.simulator.domain.subscribers.CustomizationChange;
import io.pushwave.simulator.domain.subscribers.UpgradeBlock;
import io.pushwave.simulator.http.Records;
import io.pushwave.simulator.query.objects.FieldType;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.StatusNames;
import io.pushwave.simulator.query.objects.Trait;
import io.pushwave.simulator.soql.DateTimes;
import java.time.DateTimeException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A record as a client sent it: members in any letter case, checked against the object's fields. */
final class RecordInput {
    private final Map<String, JsonNode> values;
    private final StatusNames statuses;

    private RecordInput(Map<String, JsonNode> values, StatusNames statuses) {
        this.values = values;
        this.statuses = statuses;
    }

    /**
     * Checks names and types of a record's members.
     *
     * @param use what the fields must allow, {@link Trait#CREATEABLE} or {@link Trait#UPDATEABLE}
     * @throws InvalidRecordException in Salesforce's words
     */
    static RecordInput of(JsonNode record, SObjectTable table, Trait use, StatusNames statuses) {
        var values = new TreeMap<String, JsonNode>(String.CASE_INSENSITIVE_ORDER);
        for (var member : record.properties()) {
            if (member.getKey().equals("attributes")) {
                continue;
            }
            boolean creates = use == Trait.CREATEABLE;
            var field = creates ? table.input(member.getKey()) : table.field(member.getKey());
            if (field == null) {
                throw invalid(
                        "INVALID_FIELD", "No such column '" + member.getKey() + "' on sobject of type " + table.name());
            }
            if (creates && member.getValue().isNull()) {
                // A null asks for nothing, also where nothing may be written: Package Visualizer sends "Id": null.
                continue;
            }
            if (field.type() == FieldType.ID) {
                throw invalid("INVALID_FIELD", "The Id field should not be specified in the sobject data.");
            }
            if (!field.is(use)) {
                throw invalid(
                        "INVALID_FIELD_FOR_INSERT_UPDATE",
                        "Unable to create/update fields: " + field.name()
                                + ". Please check the security settings of this field and verify that it is read/write for"
                                + " your profile or permission set.",
                        field.name());
            }
            if (!fits(field.type(), member.getValue())) {
                throw wrongType(field.type(), member.getValue());
            }
            values.put(field.name(), member.getValue());
        }
        return new RecordInput(values, statuses);
    }

    private static boolean fits(FieldType type, JsonNode value) {
        return value.isNull()
                || switch (type) {
                    case ID, REFERENCE, STRING, PICKLIST, DATE_TIME -> value.isTextual();
                    case INT -> value.isInt();
                    case BOOLEAN -> value.isBoolean();
                };
    }

    private static InvalidRecordException wrongType(FieldType type, JsonNode value) {
        return invalid(
                "JSON_PARSER_ERROR",
                "Cannot deserialize instance of " + type.apiName() + " from " + Records.token(value)
                        + " value " + value.asText()
                        + " or request may be missing a required field");
    }

    Optional<String> text(String field) {
        var value = values.get(field);
        return value == null || value.isNull() || value.asText().isEmpty()
                ? Optional.empty()
                : Optional.of(value.asText());
    }

    RequestDraft requestDraft() {
        return new RequestDraft(
                text("PackageVersionId"),
                startTime(),
                status(),
                truth("IsMigration").orElse(false));
    }

    RequestChange requestChange() {
        Optional<OptionalLong> start =
                values.containsKey("ScheduledStartTime") ? Optional.of(startTime()) : Optional.empty();
        return new RequestChange(text("PackageVersionId"), start, status());
    }

    CustomizationChange customizationChange() {
        var days = values.get("ExpirationDays");
        return new CustomizationChange(
                truth("IsCustomUpgradeAllowed"),
                truth("HasRestrictionEnabled"),
                text("CustomUpgradeType"),
                truth("IsRestrictionOverridden"),
                days == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(days.isNull() ? UpgradeBlock.FOREVER : days.asInt()),
                time("PushUpgradeBlockInitiatedDate"));
    }

    private Optional<Boolean> truth(String field) {
        var value = values.get(field);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asBoolean());
    }

    private Optional<PushStatus> status() {
        var name = text("Status");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var status = statuses.status(name.get());
        if (status.isEmpty()) {
            throw invalid(
                    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                    "Status: bad value for restricted picklist field: " + name.get(),
                    "Status");
        }
        return status;
    }

    private OptionalLong startTime() {
        return time("ScheduledStartTime");
    }

    /** Whole seconds: Salesforce keeps no finer time. Without an offset it is UTC. */
    private OptionalLong time(String field) {
        var text = text(field);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(DateTimes.perhapsWithOffset(text.get())
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toEpochMilli());
        } catch (DateTimeException notATime) {
            throw invalid(
                    "JSON_PARSER_ERROR",
                    "Cannot deserialize instance of datetime from VALUE_STRING value " + text.get()
                            + " or request may be missing a required field");
        }
    }

    private static InvalidRecordException invalid(String code, String message, String... fields) {
        return new InvalidRecordException(Refusal.of(code, message, fields));
    }

    /** A record that cannot be taken; in a collection the others may. */
    static final class InvalidRecordException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        // Lives no longer than the call; never serialised.
        private final transient Refusal refusal;

        InvalidRecordException(Refusal refusal) {
            super(refusal.message(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
