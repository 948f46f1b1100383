package io.pushwave.simulator.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.platform.RequestBefore;
import io.pushwave.simulator.domain.requests.RequestChange;
import io.pushwave.simulator.domain.requests.RequestDraft;
import io.pushwave.simulator.faults.RecordFault;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.StatusNames;
import io.pushwave.simulator.query.objects.Trait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes records of the objects that can be written, alone or several as one. */
public final class RecordStore {
    private final PackagingPlatform platform;
    private final StatusNames statuses;
    private @Nullable Transaction open;
    private @Nullable RecordFault fault;

    public RecordStore(PackagingPlatform platform, StatusNames statuses) {
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
    public boolean allOrNone(BooleanSupplier work) {
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
    public <T> T suffering(RecordFault failing, Supplier<T> work) {
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
    public Answer create(SObjectTable table, JsonNode record) {
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
                case SalesforceId.UPGRADE_CUSTOMIZATION -> createCustomization(table, input);
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
    public Answer update(SObjectTable table, int row, JsonNode record) {
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
                case SalesforceId.UPGRADE_CUSTOMIZATION -> changeCustomization(table, row, input);
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

    private Answer createCustomization(SObjectTable table, RecordInput input) {
        if (!mayCustomize()) {
            return readOnly(table, "inserted");
        }
        var customizations = platform.customizations();
        return switch (customizations.find(input.text("MetadataPackageId"), input.text("OrgKey"))) {
            case Answer.Done(int row) -> {
                remember(row);
                yield customizations.create(row, input.customizationChange());
            }
            case Answer.Refused refused -> refused;
        };
    }

    private Answer changeCustomization(SObjectTable table, int row, RecordInput input) {
        if (!mayCustomize()) {
            return readOnly(table, "updated");
        }
        remember(row);
        return platform.customizations().change(row, input.customizationChange());
    }

    private boolean mayCustomize() {
        return platform.settings().packages().customizationWrites();
    }

    private void remember(int row) {
        if (open != null) {
            open.undos.add(platform.customizations().before(row)::restore);
        }
    }

    /** Deletes a record, if its object's can be. */
    public Answer delete(SObjectTable table, int row) {
        var faulty = nextFault();
        if (faulty != null) {
            return new Answer.Refused(faulty);
        }
        if (!table.isDeletable() || !mayCustomize()) {
            return readOnly(table, "deleted");
        }
        remember(row);
        return platform.customizations().delete(row);
    }

    private static Answer readOnly(SObjectTable table, String verb) {
        return Answer.refused(
                "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "entity type cannot be " + verb + ": " + table.label());
    }
}
