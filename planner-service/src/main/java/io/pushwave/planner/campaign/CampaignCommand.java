package io.pushwave.planner.campaign;

import io.pushwave.planner.plan.PlanRevision;

/** What can be asked of a campaign; {@link CampaignLife} says where it leads. */
public sealed interface CampaignCommand {

    /** Begin the campaign: its release was accepted. */
    record Create() implements CampaignCommand {}

    /** The plan is complete: every org has its wave, or is excluded. */
    record FinishPlan(PlanRevision plan) implements CampaignCommand {}

    /** No plan can be made, or nobody is left to push to. */
    record GiveUp(String reason) implements CampaignCommand {}

    /** Open the wave whose turn has come. */
    record OpenWave() implements CampaignCommand {}

    /** Every org of the wave has its end: watch it for the strategy's bake time. */
    record StartBake() implements CampaignCommand {}

    /** The wave was good enough: open the next one, or complete the campaign. */
    record PassGate() implements CampaignCommand {}

    /** Too many orgs of the wave failed. */
    record HaltAtGate() implements CampaignCommand {}

    /** Start nothing new; can be taken back. */
    record Halt(String by, String reason) implements CampaignCommand {}

    /** Take a halt back, and accept the failures that led to it. */
    record Resume(String by, String reason) implements CampaignCommand {}

    /** End the campaign for good. */
    record Abort(String by, String reason) implements CampaignCommand {}
}
