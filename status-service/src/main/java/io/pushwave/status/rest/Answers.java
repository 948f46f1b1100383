package io.pushwave.status.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.CampaignResumed;
import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.GateNumbers;
import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.MessageType;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.LeftOut;
import io.pushwave.status.campaign.CampaignView;
import io.pushwave.status.campaign.EventSentences;
import io.pushwave.status.campaign.ToldEvent;
import io.pushwave.status.campaign.WaveView;
import io.pushwave.status.org.CampaignRules;
import io.pushwave.status.org.OrgStanding;
import io.pushwave.status.org.OrgState;
import io.pushwave.status.org.OrgView;
import io.pushwave.status.org.ResultKey;
import io.pushwave.status.org.Step;
import io.pushwave.status.org.StrayReason;
import io.pushwave.status.org.timeline.Sentences;
import io.pushwave.status.org.timeline.TimelineEntry;
import io.pushwave.status.release.ReleaseOutcome;
import io.pushwave.status.release.ReleaseView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The shapes that the API answers in, where they are not the domain's own. */
final class Answers {
    private Answers() {}

    /**
     * A page of a list.
     *
     * @param next what to give as {@code after} for the next page; null if this is the last one
     */
    record Page<T>(List<T> items, Optional<String> next) {

        /** Makes a page of what was read with one more than the limit, which shows whether there is a next page. */
        static <R, T> Page<T> of(List<R> oneMore, int limit, Function<R, T> item, Function<R, String> cursor) {
            boolean more = oneMore.size() > limit;
            var shown = more ? oneMore.subList(0, limit) : oneMore;
            return new Page<>(
                    shown.stream().map(item).toList(),
                    more ? Optional.of(cursor.apply(shown.getLast())) : Optional.empty());
        }
    }

    /**
     * Where one org stands in one campaign.
     *
     * @param waveName how its wave is called
     * @param waveKind by what its wave takes its orgs
     * @param explanation why it was not upgraded, where that lies in the org: one sentence
     */
    record Org(
            String campaignId,

            @Schema(description = "15 characters, case-sensitive", examples = "00D000000000001")
            String orgKey,

            String orgName,
            String orgType,
            String instanceName,
            Optional<Integer> wave,
            Optional<String> waveName,
            Optional<WaveKind> waveKind,
            OrgState state,
            int attempt,
            Optional<ExclusionReason> excludedReason,
            Optional<LeftOut> leftOut,
            Optional<String> explanation,
            Optional<Failure> failure,
            Optional<String> pushRequestId,
            Optional<String> pushJobId,
            Instant updatedAt) {

        static Org of(OrgStanding standing, CampaignView campaign) {
            var wave = standing.wave().flatMap(campaign::plannedWave);
            return new Org(
                    standing.id().campaignId(),
                    standing.id().orgKey().value(),
                    standing.org().orgName(),
                    standing.org().orgType(),
                    standing.org().instanceName(),
                    standing.wave(),
                    wave.map(WaveView.Planned::name),
                    wave.map(WaveView.Planned::kind),
                    campaign.rules().stateOf(standing.step(), standing.attempt()),
                    standing.attempt(),
                    standing.excludedReason(),
                    standing.leftOut(),
                    Sentences.whyNot(standing),
                    standing.failure(),
                    standing.pushRequestId(),
                    standing.pushJobId(),
                    standing.updatedAt());
        }
    }

    /** One org in one campaign, with its timeline. */
    record OrgWithTimeline(@JsonUnwrapped Org org, List<TimelineLine> timeline) {}

    /**
     * One thing that happened to an org.
     *
     * @param attempt 0 for what the plan says
     * @param notCounted why it does not count, if so
     */
    record TimelineLine(
            Instant at, TimelineEntry.What what, int attempt, String detail, Optional<StrayReason> notCounted) {

        static TimelineLine of(TimelineEntry entry, Map<ResultKey, StrayReason> strays) {
            return new TimelineLine(
                    entry.at(),
                    entry.what(),
                    entry.attempt(),
                    entry.detail(),
                    entry.result().flatMap(key -> Optional.ofNullable(strays.get(key))));
        }
    }

    /**
     * A result that does not count.
     *
     * @param orgName absent if the plan does not name the org
     * @param result what it says
     * @param text why it does not count, for people
     */
    record Stray(
            String orgKey,
            Optional<String> orgName,
            int attempt,
            int wave,
            Step result,
            Instant at,
            StrayReason reason,
            String text) {

        static List<Stray> of(OrgView view, CampaignRules rules) {
            return view.strays(rules.attemptsMaximum()).entrySet().stream()
                    .map(stray -> new Stray(
                            view.id().orgKey().value(),
                            view.plan().map(plan -> plan.org().orgName()),
                            stray.getKey().attempt(),
                            stray.getKey().wave(),
                            stray.getKey().step(),
                            Objects.requireNonNull(view.results().get(stray.getKey()))
                                    .at(),
                            stray.getValue(),
                            stray.getValue().explanation()))
                    .toList();
        }
    }

    /** Results that do not count, of one page of orgs. */
    record Strays(List<Stray> items, Optional<String> next) {}

    /** One org in a campaign that is named beside it. */
    record OrgInCampaign(
            @JsonUnwrapped Org org,
            Optional<String> packageId,
            Optional<String> packageName,
            Optional<String> packageVersionId,
            Optional<String> versionName,
            Optional<String> versionNumber,
            Instant campaignCreatedAt) {

        static Optional<OrgInCampaign> of(OrgStanding standing, CampaignView campaign) {
            return campaign.time().map(time -> {
                var description = campaign.description();
                return new OrgInCampaign(
                        Org.of(standing, campaign),
                        description.map(CampaignView.Description::packageId),
                        description.map(CampaignView.Description::packageName),
                        description.map(CampaignView.Description::packageVersionId),
                        description.map(CampaignView.Description::versionName),
                        description.map(CampaignView.Description::versionNumber),
                        time.first());
            });
        }
    }

    /** One org across campaigns, newest first. */
    record OrgAcrossCampaigns(String orgKey, List<OrgInCampaign> campaigns) {}

    /**
     * An org that was found by its name or key.
     *
     * @param matchedName a name that it was known by and that has the text in it
     * @param newest where it stands in the newest campaign that has it
     */
    record OrgFound(String orgKey, String matchedName, Optional<OrgInCampaign> newest) {}

    /**
     * A release event, and what came of it.
     *
     * @param packageName by the campaign that came of it; absent if none did, or it is not known
     * @param versionName the same
     * @param versionNumber the same
     * @param receivedAt when it came in, by the earliest report
     * @param outcomeAt since when it stands so
     * @param campaignId of the campaign that came of it, or that was begun and aborted
     * @param because the rule by which it was rejected
     * @param detail why it was rejected: one sentence
     */
    record Release(
            @Schema(examples = "b1f6a1c0-2f0e-7d1a-9a53-0c8f5b1d2e3f")
            String releaseId,

            @Schema(description = "CloudEvents 'source' of the event", examples = "/ci/main")
            String source,

            @Schema(description = "CloudEvents 'id' of the event", examples = "build-4711")
            String eventId,

            @Schema(examples = "033000000000001") String packageId,

            @Schema(examples = "04t000000000009") String packageVersionId,

            Optional<String> packageName,
            Optional<String> versionName,
            Optional<String> versionNumber,
            Optional<String> requestedBy,
            Optional<String> reason,
            Instant receivedAt,
            ReleaseOutcome outcome,
            Instant outcomeAt,
            Optional<String> campaignId,
            Optional<String> because,
            Optional<String> detail) {

        static Release of(ReleaseView view, Optional<CampaignView> campaign) {
            var description = campaign.flatMap(CampaignView::description);
            var release = view.release();
            var standing = view.standing();
            return new Release(
                    release.releaseId(),
                    release.source(),
                    release.eventId(),
                    release.packageId(),
                    release.packageVersionId(),
                    description.map(CampaignView.Description::packageName),
                    description.map(CampaignView.Description::versionName),
                    description.map(CampaignView.Description::versionNumber),
                    release.requestedBy(),
                    release.reason(),
                    view.firstAt(),
                    standing.outcome(),
                    standing.at(),
                    standing.campaignId(),
                    standing.because(),
                    standing.detail());
        }
    }

    /**
     * What happened to a campaign.
     *
     * @param type the name of the event's {@link MessageType}
     * @param waveName how the wave is called
     * @param text one sentence
     * @param by who did it, where somebody did
     */
    record Event(
            long sequence,
            Instant at,
            MessageType type,
            Optional<Integer> wave,
            Optional<String> waveName,
            String text,
            Optional<String> by,
            Optional<String> reason,
            Optional<Gate> gate,
            Optional<GateNumbers> numbers) {

        static Event of(ToldEvent told) {
            return switch (told.event()) {
                case CampaignCreated created -> by(told, created.requestedBy(), created.reason());
                case CampaignPlanned _, CampaignCompleted _ -> by(told, Optional.empty(), Optional.empty());
                case WaveOpened opened ->
                    of(
                            told,
                            Optional.of(opened.wave()),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
                case GateDecided decided ->
                    of(
                            told,
                            Optional.of(decided.wave()),
                            Optional.empty(),
                            Optional.of(decided.reason()),
                            Optional.of(decided.gate()),
                            Optional.of(decided.numbers()));
                case CampaignHalted halted -> by(told, Optional.of(halted.by()), Optional.of(halted.reason()));
                case CampaignResumed resumed -> by(told, Optional.of(resumed.by()), Optional.of(resumed.reason()));
                case CampaignAborted aborted -> by(told, Optional.of(aborted.by()), Optional.of(aborted.reason()));
            };
        }

        private static Event by(ToldEvent told, Optional<String> by, Optional<String> reason) {
            return of(told, Optional.empty(), by, reason, Optional.empty(), Optional.empty());
        }

        private static Event of(
                ToldEvent told,
                Optional<Integer> wave,
                Optional<String> by,
                Optional<String> reason,
                Optional<Gate> gate,
                Optional<GateNumbers> numbers) {
            var event = told.event();
            return new Event(
                    event.sequence(),
                    event.at(),
                    MessageType.of(event),
                    wave,
                    told.waveName(),
                    EventSentences.of(told),
                    by,
                    reason,
                    gate,
                    numbers);
        }
    }
}
