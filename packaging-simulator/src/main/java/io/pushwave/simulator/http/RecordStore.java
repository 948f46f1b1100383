package io.pushwave.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.PackagingPlatform;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.RequestBefore;
import io.pushwave.simulator.domain.RequestChange;
import io.pushwave.simulator.domain.RequestDraft;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.faults.RecordFault;
import io.pushwave.simulator.query.SObjectTable;
import io.pushwave.simulator.query.StatusNames;
import io.pushwave.simulator.query.Trait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes records of the two objects that can be written, alone or several as one. */
final class RecordStore {
    private final PackagingPlatform platform;
    private final StatusNames statuses;
    private @Nullable Transaction open;
    private @Nullable RecordFault fault;

    RecordStore(PackagingPlatform platform, StatusNames statuses) {
        this.platform = platform;
        this.statuses = statuses;
    }

    /** What must be done to undo the writes since it was opened. */
    private static final class Transaction {
        private final List<Runnable> undos = new ArrayList<>();
        private final Set<Integer> remembered = new HashSet<>();
    }

    /**
     * Does some writes of which all are kept or none.
     *
     * @param work answers whether they shall be kept; may itself contain such writes
     * @return what the work answered
     */
    boolean allOrNone(BooleanSupplier work) {
        var outer = open;
        var transaction = new Transaction();
        open = transaction;
        boolean kept = false;
        try {
            kept = work.getAsBoolean();
        } finally {
            open = outer;
            if (!kept) {
                transaction.undos.reversed().forEach(Runnable::run);
            } else if (outer != null) {
                outer.undos.addAll(transaction.undos);
            }
        }
        return kept;
    }

    /** Does some writes of which some fail, on request. */
    <T> T suffering(RecordFault failing, Supplier<T> work) {
        fault = failing;
        try {
            return work.get();
        } finally {
            fault = null;
        }
    }

    private @Nullable Refusal nextFault() {
        return fault == null ? null : fault.next();
    }

    /** Creates a record; refused ones leave nothing behind. */
    Answer create(SObjectTable table, JsonNode record) {
        var faulty = nextFault();
        if (faulty != null) {
            return new Answer.Refused(faulty);
        }
        try {
            var input = RecordInput.of(record, table, Trait.CREATEABLE, statuses);
            return switch (table.keyPrefix()) {
                case SalesforceId.PUSH_REQUEST -> createRequest(input.requestDraft());
                case SalesforceId.PUSH_JOB ->
                    createJob(input.text("PackagePushRequestId"), input.text("SubscriberOrganizationKey"));
                default -> readOnly(table, "inserted");
            };
        } catch (RecordInput.InvalidRecordException invalid) {
            return new Answer.Refused(invalid.refusal());
        }
    }

    private Answer createRequest(RequestDraft draft) {
        var answer = platform.createRequest(draft);
        if (open != null && answer instanceof Answer.Done) {
            open.undos.add(platform::takeBackLastRequest);
        }
        return answer;
    }

    private Answer createJob(Optional<String> requestId, Optional<String> orgKey) {
        int request = requestId.map(platform::requestRow).orElse(-1);
        long modifiedAt = request < 0 ? 0 : platform.requests().get(request).modifiedAt();
        var answer = platform.createJob(requestId, orgKey);
        if (open != null && answer instanceof Answer.Done) {
            open.undos.add(() -> platform.takeBackLastJob(modifiedAt));
        }
        return answer;
    }

    /** Changes a record; all of it or nothing. */
    Answer update(SObjectTable table, int row, JsonNode record) {
        var faulty = nextFault();
        if (faulty != null) {
            return new Answer.Refused(faulty);
        }
        try {
            var input = RecordInput.of(record, table, Trait.UPDATEABLE, statuses);
            return switch (table.keyPrefix()) {
                case SalesforceId.PUSH_REQUEST -> changeRequest(row, input.requestChange());
                // Its documented updateable fields are its request and org, and no source tells what changing them
                // does.
                case SalesforceId.PUSH_JOB ->
                    Answer.refused("INSUFFICIENT_ACCESS_OR_READONLY", "jobs are changed by the platform only");
                default -> readOnly(table, "updated");
            };
        } catch (RecordInput.InvalidRecordException invalid) {
            return new Answer.Refused(invalid.refusal());
        }
    }

    /** A request is remembered once in a transaction: what undoes its first change undoes the later ones as well. */
    private Answer changeRequest(int row, RequestChange change) {
        if (open != null && open.remembered.add(row)) {
            open.undos.add(RequestBefore.of(platform, row)::restore);
        }
        return platform.changeRequest(row, change);
    }

    /** None of the objects here can be deleted. */
    static Answer delete(SObjectTable table) {
        return readOnly(table, "deleted");
    }

    private static Answer readOnly(SObjectTable table, String verb) {
        return Answer.refused(
                "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "entity type cannot be " + verb + ": " + table.label());
    }
}
