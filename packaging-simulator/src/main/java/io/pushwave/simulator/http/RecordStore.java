package io.pushwave.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.PackagingPlatform;
import io.pushwave.simulator.query.SObjectTable;
import io.pushwave.simulator.query.StatusNames;
import io.pushwave.simulator.query.Trait;

/** Writes records of the two objects that can be written. */
final class RecordStore {
    private final PackagingPlatform platform;
    private final StatusNames statuses;

    RecordStore(PackagingPlatform platform, StatusNames statuses) {
        this.platform = platform;
        this.statuses = statuses;
    }

    /** Creates a record; refused ones leave nothing behind. */
    Answer create(SObjectTable table, JsonNode record) {
        try {
            var input = RecordInput.of(record, table, Trait.CREATEABLE, statuses);
            return switch (table.keyPrefix()) {
                case "0DV" -> platform.createRequest(input.requestDraft());
                case "0DX" ->
                    platform.createJob(input.text("PackagePushRequestId"), input.text("SubscriberOrganizationKey"));
                default -> readOnly(table);
            };
        } catch (RecordInput.InvalidRecordException invalid) {
            return new Answer.Refused(invalid.refusal());
        }
    }

    /** Changes a record; all of it or nothing. */
    Answer update(SObjectTable table, int row, JsonNode record) {
        try {
            var input = RecordInput.of(record, table, Trait.UPDATEABLE, statuses);
            return switch (table.keyPrefix()) {
                case "0DV" -> platform.changeRequest(row, input.requestChange());
                // Its documented updateable fields are its request and org, and no source tells what changing them
                // does.
                case "0DX" ->
                    Answer.refused("INSUFFICIENT_ACCESS_OR_READONLY", "jobs are changed by the platform only");
                default -> readOnly(table);
            };
        } catch (RecordInput.InvalidRecordException invalid) {
            return new Answer.Refused(invalid.refusal());
        }
    }

    /** Takes back the record that was created last. */
    void takeBackLast(SObjectTable table) {
        if (table.keyPrefix().equals("0DV")) {
            platform.takeBackLastRequest();
        } else {
            platform.takeBackLastJob();
        }
    }

    private static Answer readOnly(SObjectTable table) {
        return Answer.refused(
                "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "entity type " + table.name() + " cannot be written");
    }
}
