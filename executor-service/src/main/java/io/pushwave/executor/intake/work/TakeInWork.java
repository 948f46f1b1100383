package io.pushwave.executor.intake.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.InventoryRequest;
import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.contracts.PushCommand;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.executor.command.postgres.PushIntents;
import io.pushwave.executor.command.postgres.UnusableCommands;
import io.pushwave.executor.control.postgres.CampaignControls;
import io.pushwave.executor.control.postgres.HeldControls;
import io.pushwave.executor.intake.NewWork;
import io.pushwave.executor.inventory.postgres.InventoryRequests;
import io.pushwave.executor.request.PushRequestLife;
import io.pushwave.messaging.GivenUp;
import io.pushwave.messaging.Received;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jboss.logging.Logger;

/** Stores what came in, and nothing else: the work is done at its own pace by workers, which are woken after the commit. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class TakeInWork {
    static final String CONTRADICTING = "pushwave.executor.commands.contradicting";

    private static final Logger LOG = Logger.getLogger(TakeInWork.class);

    private final PushIntents intents;
    private final UnusableCommands unusable;
    private final CampaignControls controls;
    private final HeldControls held;
    private final InventoryRequests inventoryRequests;
    private final Event<NewWork> newWork;
    private final MeterRegistry metrics;

    TakeInWork(
            PushIntents intents,
            UnusableCommands unusable,
            CampaignControls controls,
            HeldControls held,
            InventoryRequests inventoryRequests,
            Event<NewWork> newWork,
            MeterRegistry metrics) {
        this.intents = intents;
        this.unusable = unusable;
        this.controls = controls;
        this.held = held;
        this.inventoryRequests = inventoryRequests;
        this.newWork = newWork;
        this.metrics = metrics;
    }

    /** Stores each command's intent. */
    public void commands(List<Received<PushCommand>> received) {
        var commands = received.stream().map(TakeInWork::orgPush).toList();
        if (intents.add(commands) < commands.size()) {
            var contradicting = unusable.contradicting(commands);
            if (!contradicting.isEmpty()) {
                metrics.counter(CONTRADICTING).increment(contradicting.size());
                LOG.warnf(
                        "%d commands have the id of another one that came before, which is kept, for example %s",
                        contradicting.size(), contradicting.getFirst());
            }
        }
        newWork.fire(NewWork.COMMANDS);
    }

    /** Stores the newest control of each campaign. */
    public void controls(List<Received<CampaignControl>> received) {
        controls.store(received.stream().map(TakeInWork::control).toList());
        if (held.release(received) > 0) {
            controls.hasten(PushRequestLife.CONTROL_UNREADABLE);
        }
        newWork.fire(NewWork.CONTROLS);
    }

    /** Holds the campaigns that controls are about which nobody can read; all, where a control does not say (ADR 0024). */
    public void unreadControls(List<GivenUp> records) {
        held.hold(records);
        newWork.fire(NewWork.CONTROLS);
    }

    /** Somebody has decided that a control that could not be read holds nobody any more; false if it does not already. */
    @Transactional
    public boolean dropControl(long id) {
        if (!held.drop(id)) {
            return false;
        }
        controls.hasten(PushRequestLife.CONTROL_UNREADABLE);
        newWork.fire(NewWork.CONTROLS);
        return true;
    }

    /** The controls have been read to their end: what waited for that goes on. */
    @Transactional
    public void controlsRead() {
        controls.hasten(PushRequestLife.CONTROLS_UNREAD);
        newWork.fire(NewWork.CONTROLS);
    }

    /** Stores each request for an inventory. */
    public void inventoryRequests(List<Received<InventoryRequest>> received) {
        inventoryRequests.add(
                received.stream().map(TakeInWork::inventoryRequested).toList());
        newWork.fire(NewWork.INVENTORY_REQUESTS);
    }

    private static Received<OrgPushCommanded> orgPush(Received<PushCommand> received) {
        return switch (received.message()) {
            case OrgPushCommanded command ->
                new Received<>(received.messageId(), command, received.traceParent(), received.origin());
        };
    }

    private static CampaignControlled control(Received<CampaignControl> received) {
        return switch (received.message()) {
            case CampaignControlled control -> control;
        };
    }

    private static InventoryRequested inventoryRequested(Received<InventoryRequest> received) {
        return switch (received.message()) {
            case InventoryRequested request -> request;
        };
    }
}
