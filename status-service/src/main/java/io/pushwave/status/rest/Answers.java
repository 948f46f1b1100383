package io.pushwave.status.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.CampaignResumed;
import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.GateNumbers;
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.MessageType;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.status.domain.CampaignRules;
import io.pushwave.status.domain.CampaignView;
import io.pushwave.status.domain.OrgState;
import io.pushwave.status.domain.OrgView;
import io.pushwave.status.domain.Sentences;
import io.pushwave.status.domain.TimelineEntry;
import io.pushwave.status.domain.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The shapes that the API answers in, where they are not the domain's own. */
final class Answers {
    private Answers() {}

    /**
     * A page of a list.
     *
     * @param next what to give as {@code after} for the next page; null if this is the last one
     */
    record Page<T>(List<T> items, Optional<String> next) {

        /** Makes a page of what was read with one more than the limit, which tells whether there is a next page. */
        static <R, T> Page<T> of(List<R> oneMore, int limit, Function<R, T> item, Function<R, String> cursor) {
            boolean more = oneMore.size() > limit;
            var shown = more ? oneMore.subList(0, limit) : oneMore;
            return new Page<>(
                    shown.stream().map(item).toList(),
                    more ? Optional.of(cursor.apply(shown.getLast())) : Optional.empty());
        }
    }

    /** Where one org stands in one campaign. What the view has not been told yet is null. */
    record Org(
            String campaignId,
            OrgKey orgKey,
            Optional<String> orgName,
            Optional<String> orgType,
            Optional<String> instanceName,
            Optional<Integer> wave,
            OrgState state,
            int attempt,
            Optional<ExclusionReason> excludedReason,
            Optional<Failure> failure,
            Optional<String> pushRequestId,
            Optional<String> pushJobId,
            Instant updatedAt) {

        static Org of(OrgView view, CampaignRules rules) {
            var description = view.org().map(Told::value);
            return new Org(
                    view.id().campaignId(),
                    view.id().orgKey(),
                    description.map(OrgDescription::orgName),
                    description.map(OrgDescription::orgType),
                    description.map(OrgDescription::instanceName),
                    view.wave(),
                    rules.told(view.step(), view.attempt()),
                    view.attempt(),
                    view.excludedReason(),
                    view.currentFailure(),
                    view.currentPushRequestId(),
                    view.currentPushJobId(),
                    view.updatedAt());
        }
    }

    /** One org in one campaign, with its story. */
    record OrgWithTimeline(@JsonUnwrapped Org org, List<TimelineEntry> timeline) {}

    /** One org in a campaign that is named beside it. */
    record OrgInCampaign(
            @JsonUnwrapped Org org,
            String packageId,
            String packageName,
            String packageVersionId,
            String versionName,
            String versionNumber,
            Instant campaignCreatedAt) {

        static Optional<OrgInCampaign> of(OrgView view, CampaignView campaign) {
            return campaign.description()
                    .map(description -> new OrgInCampaign(
                            Org.of(view, campaign.rules()),
                            description.packageId(),
                            description.packageName(),
                            description.packageVersionId(),
                            description.versionName(),
                            description.versionNumber(),
                            description.createdAt()));
        }
    }

    /** One org across campaigns, newest first. */
    record OrgAcrossCampaigns(OrgKey orgKey, List<OrgInCampaign> campaigns) {}

    /**
     * What happened to a campaign.
     *
     * @param type the name of the event's {@link MessageType}
     * @param text one sentence
     * @param by who did it, where somebody did
     */
    record Event(
            long sequence,
            Instant at,
            MessageType type,
            Optional<Integer> wave,
            String text,
            Optional<String> by,
            Optional<String> reason,
            Optional<Gate> gate,
            Optional<GateNumbers> numbers) {

        static Event of(CampaignEvent event) {
            return switch (event) {
                case CampaignCreated created ->
                    told(created, Optional.empty(), created.requestedBy(), created.reason());
                case CampaignPlanned planned -> told(planned, Optional.empty(), Optional.empty(), Optional.empty());
                case WaveOpened opened -> told(opened, Optional.of(opened.wave()), Optional.empty(), Optional.empty());
                case GateDecided decided ->
                    new Event(
                            decided.sequence(),
                            decided.at(),
                            MessageType.of(decided),
                            Optional.of(decided.wave()),
                            Sentences.of(decided),
                            Optional.empty(),
                            Optional.of(decided.reason()),
                            Optional.of(decided.gate()),
                            Optional.of(decided.numbers()));
                case CampaignHalted halted ->
                    told(halted, Optional.empty(), Optional.of(halted.by()), Optional.of(halted.reason()));
                case CampaignResumed resumed ->
                    told(resumed, Optional.empty(), Optional.of(resumed.by()), Optional.of(resumed.reason()));
                case CampaignAborted aborted ->
                    told(aborted, Optional.empty(), Optional.of(aborted.by()), Optional.of(aborted.reason()));
                case CampaignCompleted completed ->
                    told(completed, Optional.empty(), Optional.empty(), Optional.empty());
            };
        }

        private static Event told(
                CampaignEvent event, Optional<Integer> wave, Optional<String> by, Optional<String> reason) {
            return new Event(
                    event.sequence(),
                    event.at(),
                    MessageType.of(event),
                    wave,
                    Sentences.of(event),
                    by,
                    reason,
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
