package io.pushwave.status;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.PlannedWave;
import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.CampaignPlanEntry.OrgExcluded;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.contracts.PushResult.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * All messages of one campaign, in the order in which planner and executor would say them: made up from a seed, so that a
 * failing test can be run again. Every kind of message and every end that an org can have is in it.
 */
public record CampaignScenario(
        String campaignId, List<CampaignEvent> events, List<CampaignPlanEntry> plan, List<PushResult> results) {

    public static final int ATTEMPTS_MAXIMUM = 3;
    public static final int WAVES = 3;
    public static final List<String> WAVE_NAMES = List.of("Canary", "Early adopters", "Everyone else");
    public static final List<WaveKind> WAVE_KINDS = List.of(WaveKind.CANARY, WaveKind.LABEL, WaveKind.REST);
    public static final String PLAN_HASH = "0123456789abcdef".repeat(4);
    public static final String PACKAGE_ID = "033000000000001";
    public static final String VERSION_ID = "04t000000000009";

    static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");

    /** How a scenario ends. */
    public enum Ending {
        COMPLETED,
        ABORTED,
        HALTED
    }

    /** A campaign of so many orgs, every tenth of them left out. */
    public static CampaignScenario of(long seed, String campaignId, int orgs, Ending ending) {
        return new CampaignGenerator(seed, campaignId, ending).generate(orgs);
    }

    /** Everything that is said, topic by topic. */
    public List<Message> messages() {
        return Stream.of(events, plan, results).<Message>flatMap(List::stream).toList();
    }

    /** The key of the n-th org, counting from 1. */
    public static OrgKey orgKey(int n) {
        return new OrgKey("00D%012d".formatted(n));
    }

    /**
     * What is said when a campaign whose last wave was never opened is planned anew: that wave is given up, its orgs go with the one
     * before, which is called otherwise now, and no org has as many attempts as before.
     */
    public List<Message> plannedAnew() {
        var first = events.stream()
                .filter(CampaignPlanned.class::isInstance)
                .map(CampaignPlanned.class::cast)
                .findFirst()
                .orElseThrow();
        var kept = first.waves().subList(0, WAVES - 2);
        long together =
                first.planned() - kept.stream().mapToLong(PlannedWave::planned).sum();
        var messages = new ArrayList<Message>();
        messages.add(new CampaignPlanned(
                campaignId,
                events.getLast().sequence() + 1,
                first.at().plusSeconds(100_000),
                2,
                PLAN_HASH.replace('0', 'f'),
                Stream.concat(
                                kept.stream(),
                                Stream.of(new PlannedWave(WAVES - 1, "All others", WaveKind.REST, together, 9)))
                        .toList(),
                first.planned(),
                first.excluded(),
                ATTEMPTS_MAXIMUM - 1,
                first.excludedByReason()));
        for (var entry : plan) {
            var at = entry.at().plusSeconds(100_000);
            messages.add(
                    switch (entry) {
                        case OrgPlanned planned ->
                            new OrgPlanned(campaignId, 2, planned.org(), Math.min(planned.wave(), WAVES - 1), at);
                        case OrgExcluded excluded ->
                            new OrgExcluded(campaignId, 2, excluded.org(), excluded.reason(), at);
                    });
        }
        return messages;
    }

    /**
     * Results of this campaign that nobody can have meant: of orgs outside it, excluded ones, other waves, attempts that were
     * not commanded, corrections of what had not timed out, and second ends.
     */
    public List<PushResult> strays(long seed, int number) {
        var random = new Random(seed);
        var ended = results.stream()
                .filter(result -> result.terminal() && !(result instanceof PushFailed))
                .toList();
        var succeeded = results.stream()
                .filter(PushSucceeded.class::isInstance)
                .map(PushResult::subject)
                .toList();
        var excluded = plan.stream()
                .filter(OrgExcluded.class::isInstance)
                .map(entry -> entry.org().orgKey())
                .toList();
        var strays = new ArrayList<PushResult>();
        for (int n = 0; n < number; n++) {
            var one = results.get(random.nextInt(results.size())).subject();
            var at = BEGIN.plusSeconds(random.nextInt(100_000));
            strays.add(
                    switch (random.nextInt(7)) {
                        case 0 -> succeeded(of(one, orgKey(1_000_000 + random.nextInt(1_000)), one.wave(), 1), at);
                        case 1 -> succeeded(of(one, excluded.get(random.nextInt(excluded.size())), one.wave(), 1), at);
                        case 2 -> succeeded(of(one, one.orgKey(), one.wave() + 1 + random.nextInt(3), 1), at);
                        case 3 -> succeeded(of(one, one.orgKey(), one.wave(), 4 + random.nextInt(96)), at);
                        case 4 -> {
                            var end = ended.get(random.nextInt(ended.size())).subject();
                            yield new PushStarted(
                                    of(end, end.orgKey(), end.wave(), end.attempt() + 1), at, "0DX000000000099");
                        }
                        case 5 ->
                            new PushCorrected(
                                    succeeded.get(random.nextInt(succeeded.size())),
                                    at,
                                    "0DX000000000099",
                                    LateOutcome.CANCELLED,
                                    Optional.empty(),
                                    Optional.empty());
                        default ->
                            new PushCancelled(
                                    succeeded.get(random.nextInt(succeeded.size())), at, "Taken back, they say.");
                    });
        }
        return strays;
    }

    private static Subject of(Subject one, OrgKey orgKey, int wave, int attempt) {
        return new Subject("stray/" + orgKey + "/" + wave + "/" + attempt, one.campaignId(), orgKey, wave, attempt);
    }

    private static PushResult succeeded(Subject subject, Instant at) {
        return new PushSucceeded(subject, at, "0DX000000000099");
    }
}
