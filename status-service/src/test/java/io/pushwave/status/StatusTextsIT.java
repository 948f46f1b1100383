package io.pushwave.status;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.CampaignResumed;
import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.GateNumbers;
import io.pushwave.contracts.CampaignEvent.PlannedWave;
import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LeftOut;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSkipped;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.contracts.ReleaseReport.Release;
import io.pushwave.contracts.ReleaseReport.ReleaseRejected;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Texts of any kind through every free-text field of everything that the view is folded from: they come out as they went in.
 * {@code -Dpushwave.doors.texts=N} for more rounds.
 */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class StatusTextsIT {
    private static final int ROUNDS = Integer.getInteger("pushwave.doors.texts", 5);
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final int LONG = 10_000;
    private static final List<String> PIECES = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\u202Etfel ot thgir\u202C",
            "שלום",
            "مرحبا",
            "👩‍👩‍👧‍👦",
            "\uD83D\uDE80",
            "'",
            "\"",
            "\\",
            "\\u0000",
            "%00",
            "{\"a\":1}",
            "${jndi:x}",
            "'; drop table org_view; --",
            "\u0001\u0002\u001B[31m",
            "\u007F\u0085",
            "\r\n",
            "\n\n",
            "\t",
            "\u2028\u2029",
            "\uFEFF",
            "\uFFFD",
            "null",
            " ",
            "e\u0301",
            "data: x\n\nevent: summary\n",
            "]]>",
            "&lt;b&gt;");

    KafkaBroker broker;

    @Inject
    ViewFixture view;

    private static String free(Random random) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return "";
        }
        if (kind == 1) {
            return random.ints(LONG, 0x20, 0x3000).mapToObj(Character::toString).collect(Collectors.joining());
        }
        return IntStream.rangeClosed(0, random.nextInt(6))
                .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining(random.nextBoolean() ? "" : "x"));
    }

    /** A text that must say something. */
    private static String text(Random random) {
        return free(random) + "t";
    }

    /** One line of at most 60 characters. */
    private static String line(Random random) {
        var line = text(random).replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]", " ");
        int characters = line.codePointCount(0, line.length());
        return line.substring(line.offsetByCodePoints(0, Math.max(0, characters - PlannedWave.NAME_MAXIMUM)));
    }

    private static String identifier(Random random) {
        var text = text(random);
        return text.length() <= 400 ? text : text.substring(text.length() - 300).replaceAll("^[\\uDC00-\\uDFFF]", "");
    }

    @Test
    void everyTextComesOutAsItWentIn() {
        // Given
        long seed = Long.getLong("pushwave.seed", System.nanoTime());
        System.out.println("StatusTextsIT: -Dpushwave.seed=" + seed);
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var scenario = new RandomCampaign("texts-" + seed + "-" + round, random);

            // When
            ViewFixture.publish(broker, scenario.messages);
            view.awaitEqualTo(InMemoryView.of(scenario.campaignId, scenario.messages));

            // Then
            scenario.check();
        }
    }

    @Test
    void aCampaignWhoseIdIsATextOfAnyKindIsFoundByIt() {
        // Given
        long seed = Long.getLong("pushwave.seed", System.nanoTime());
        System.out.println("StatusTextsIT: -Dpushwave.seed=" + seed);
        var scenario =
                new RandomCampaign(identifier(new Random(seed)).replaceAll("[./\\\\]", "") + seed, new Random(seed));

        // When
        ViewFixture.publish(broker, scenario.messages);
        view.awaitEqualTo(InMemoryView.of(scenario.campaignId, scenario.messages));

        // Then
        var address = "/api/campaigns/"
                + URLEncoder.encode(scenario.campaignId, StandardCharsets.UTF_8).replace("+", "%20");
        var found = given().urlEncodingEnabled(false).get(address);
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(json(found.asString()).getString("campaignId")).isEqualTo(scenario.campaignId);
    }

    @Test
    void everyTextOfAReleaseComesOutAsItWentIn() {
        // Given
        long seed = Long.getLong("pushwave.seed", System.nanoTime());
        System.out.println("StatusTextsIT: -Dpushwave.seed=" + seed);
        var random = new Random(seed);
        var packageId = "033%012d".formatted(seed & 0xFFFFFFFFL);
        var reports = IntStream.range(0, ROUNDS)
                .mapToObj(round -> new ReleaseRejected(
                        new Release(
                                identifier(random) + round,
                                text(random),
                                text(random),
                                packageId,
                                CampaignScenario.VERSION_ID,
                                Optional.of(free(random)),
                                Optional.of(free(random))),
                        AT.plusSeconds(round),
                        identifier(random),
                        free(random),
                        Optional.of(identifier(random))))
                .toList();

        // When
        ViewFixture.publish(broker, reports);

        // Then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> releases(packageId).getList("items").size() == ROUNDS);
        var answer = releases(packageId);
        for (int round = 0; round < ROUNDS; round++) {
            var item = "items[" + (ROUNDS - 1 - round) + "].";
            var report = reports.get(round);
            var release = report.release();
            assertThat(answer.getString(item + "releaseId")).isEqualTo(release.releaseId());
            assertThat(answer.getString(item + "source")).isEqualTo(release.source());
            assertThat(answer.getString(item + "eventId")).isEqualTo(release.eventId());
            assertThat(answer.getString(item + "requestedBy"))
                    .isEqualTo(release.requestedBy().orElseThrow());
            assertThat(answer.getString(item + "reason"))
                    .isEqualTo(release.reason().orElseThrow());
            assertThat(answer.getString(item + "because")).isEqualTo(report.because());
            assertThat(answer.getString(item + "detail")).isEqualTo(report.detail());
            assertThat(answer.getString(item + "campaignId"))
                    .isEqualTo(report.campaignId().orElseThrow());
        }
    }

    private static JsonPath releases(String packageId) {
        return json(given().queryParam("packageId", packageId)
                .queryParam("limit", ROUNDS)
                .get("/api/releases")
                .asString());
    }

    private static JsonPath json(String body) {
        return new JsonPath(body);
    }

    /** One campaign all of whose texts are random. */
    private static final class RandomCampaign {
        private final String campaignId;
        private final Random random;
        private final List<Message> messages = new ArrayList<>();
        private final CampaignCreated created;
        private final PlannedWave wave;
        private final CampaignHalted halted;
        private final CampaignResumed resumed;
        private final CampaignAborted aborted;
        private final GateDecided decided;
        private final Map<Integer, OrgDescription> orgs;
        private final Failure failure;
        private final LeftOut leftOut;
        private final PushScheduled scheduled;
        private final PushCancelled cancelled;
        private final PushSkipped skipped;
        private final PushReached reached;

        private RandomCampaign(String campaignId, Random random) {
            this.campaignId = campaignId;
            this.random = random;
            created = new CampaignCreated(
                    campaignId,
                    1,
                    AT,
                    CampaignScenario.PACKAGE_ID,
                    text(random),
                    CampaignScenario.VERSION_ID,
                    text(random),
                    text(random),
                    text(random),
                    Optional.of(free(random)),
                    Optional.of(free(random)));
            wave = new PlannedWave(1, line(random), WaveKind.FILTER, 5, 5);
            var planned = new CampaignPlanned(
                    campaignId, 2, AT, 1, CampaignScenario.PLAN_HASH, List.of(wave), 5, 0, 3, Map.of());
            decided = new GateDecided(
                    campaignId, 3, AT, 1, Gate.HALTED, new GateNumbers(5, 0, 0, 0, 0, 0, 0, 0), free(random));
            halted = new CampaignHalted(campaignId, 4, AT, text(random), free(random));
            resumed = new CampaignResumed(campaignId, 5, AT, text(random), free(random));
            aborted = new CampaignAborted(campaignId, 6, AT, text(random), free(random));
            messages.addAll(List.of(created, planned, decided, halted, resumed, aborted));
            orgs = IntStream.rangeClosed(1, 5).boxed().collect(Collectors.toMap(n -> n, this::org));
            orgs.values().forEach(org -> messages.add(new OrgPlanned(campaignId, 1, org, 1, AT)));
            failure = new Failure(
                    FailureClass.NEEDS_ACTION,
                    false,
                    free(random),
                    free(random),
                    free(random),
                    Optional.of(free(random)));
            leftOut = new LeftOut(LeftOutReason.UNINSTALLED, free(random));
            scheduled = new PushScheduled(subject(1), AT, identifier(random), identifier(random), AT);
            cancelled = new PushCancelled(subject(3), AT, free(random));
            skipped = new PushSkipped(subject(4), AT, free(random));
            reached = new PushReached(subject(5), AT, Optional.of(identifier(random)), free(random));
            messages.addAll(List.of(
                    scheduled,
                    new PushFailed(subject(1), AT, Optional.empty(), failure),
                    new PushLeftOut(subject(2), AT, Optional.of(identifier(random)), leftOut),
                    cancelled,
                    skipped,
                    reached));
        }

        private OrgDescription org(int n) {
            return new OrgDescription(
                    CampaignScenario.orgKey(n),
                    free(random),
                    free(random),
                    free(random),
                    free(random),
                    Optional.empty(),
                    identifier(random));
        }

        private Subject subject(int n) {
            return new Subject(identifier(random), campaignId, CampaignScenario.orgKey(n), 1, 1);
        }

        private void check() {
            var campaign = json(when().get("/api/campaigns/" + campaignId).asString());
            assertThat(campaign.getString("packageName")).isEqualTo(created.packageName());
            assertThat(campaign.getString("versionName")).isEqualTo(created.versionName());
            assertThat(campaign.getString("versionNumber")).isEqualTo(created.versionNumber());
            assertThat(campaign.getString("strategy")).isEqualTo(created.strategy());
            assertThat(campaign.getString("requestedBy"))
                    .isEqualTo(created.requestedBy().orElseThrow());
            assertThat(campaign.getString("reason")).isEqualTo(created.reason().orElseThrow());
            assertThat(campaign.getString("waves[0].name")).isEqualTo(wave.name());
            assertThat(campaign.getString("waves[0].gateReason")).isEqualTo(decided.reason());
            var events =
                    json(when().get("/api/campaigns/" + campaignId + "/events").asString());
            assertThat(events.getString("items[2].waveName")).isEqualTo(wave.name());
            assertThat(events.getString("items[3].by")).isEqualTo(halted.by());
            assertThat(events.getString("items[3].reason")).isEqualTo(halted.reason());
            assertThat(events.getString("items[4].by")).isEqualTo(resumed.by());
            assertThat(events.getString("items[4].reason")).isEqualTo(resumed.reason());
            assertThat(events.getString("items[5].by")).isEqualTo(aborted.by());
            assertThat(events.getString("items[5].reason")).isEqualTo(aborted.reason());
            orgs.forEach((n, org) -> {
                var answer = org(CampaignScenario.orgKey(n).value());
                assertThat(answer.getString("waveName")).isEqualTo(wave.name());
                assertThat(answer.getString("orgName")).isEqualTo(org.orgName());
                assertThat(answer.getString("orgType")).isEqualTo(org.orgType());
                assertThat(answer.getString("instanceName")).isEqualTo(org.instanceName());
            });
            checkResults();
        }

        private void checkResults() {
            var failed = org(CampaignScenario.orgKey(1).value());
            assertThat(failed.getString("failure.errorType")).isEqualTo(failure.errorType());
            assertThat(failed.getString("failure.title")).isEqualTo(failure.title());
            assertThat(failed.getString("failure.message")).isEqualTo(failure.message());
            assertThat(failed.getString("failure.group"))
                    .isEqualTo(failure.group().orElseThrow());
            assertThat(failed.getString("pushRequestId")).isEqualTo(scheduled.pushRequestId());
            assertThat(failed.getString("pushJobId")).isEqualTo(scheduled.pushJobId());
            assertThat(org(CampaignScenario.orgKey(2).value()).getString("leftOut.message"))
                    .isEqualTo(leftOut.message());
            assertThat(org(CampaignScenario.orgKey(3).value()).getString("timeline[-1].detail"))
                    .isEqualTo(cancelled.reason());
            assertThat(org(CampaignScenario.orgKey(4).value()).getString("timeline[-1].detail"))
                    .isEqualTo(skipped.reason());
            assertThat(org(CampaignScenario.orgKey(5).value()).getString("timeline[-1].detail"))
                    .isEqualTo(reached.reason());
        }

        private JsonPath org(String key) {
            return json(
                    when().get("/api/campaigns/" + campaignId + "/orgs/" + key).asString());
        }
    }
}
