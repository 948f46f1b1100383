package io.pushwave.status.rest;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.GateNumbers;
import io.pushwave.contracts.CampaignEvent.PlannedWave;
import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.contracts.ReleaseReport.Release;
import io.pushwave.contracts.ReleaseReport.ReleaseRejected;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.status.CampaignScenario;
import io.pushwave.status.InMemoryView;
import io.pushwave.status.ReleaseScenario;
import io.pushwave.status.ViewFixture;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser: the tests themselves are {@code console-test/console.test.mjs}. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class ConsoleIT {
    private static final Path FOLDER = Path.of("console-test").toAbsolutePath();

    /** A browser and some packages, from slow registries. */
    private static final Duration TIME_TO_INSTALL = Duration.ofMinutes(10);

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(60);

    private static final Duration TIME_TO_TEST = Duration.ofMinutes(5);

    private static final CampaignScenario HALTED =
            CampaignScenario.of(41, "console-halted", 120, CampaignScenario.Ending.HALTED);
    private static final CampaignScenario ABORTED =
            CampaignScenario.of(42, "console-aborted", 120, CampaignScenario.Ending.ABORTED);
    private static final CampaignScenario COMPLETED =
            CampaignScenario.of(43, "console-completed", 120, CampaignScenario.Ending.COMPLETED);

    private static final String PACKAGE_ID = "033000000000043";

    private static final ReleaseScenario RELEASES =
            ReleaseScenario.of(44, "console", PACKAGE_ID, 8, Instant.parse("2026-11-27T10:00:00Z"));

    /** Texts as long as they may be, without a space to break them at. */
    private static final ReleaseRejected LONG_TEXTS = new ReleaseRejected(
            new Release(
                    "console-long",
                    "/ci",
                    "console-long",
                    PACKAGE_ID,
                    "04t000000000043",
                    Optional.of("w".repeat(200)),
                    Optional.of("r".repeat(2_000))),
            Instant.parse("2026-11-27T20:00:00Z"),
            "beta-version",
            "d".repeat(2_000),
            Optional.empty());

    private static final CampaignCreated LONG_NAMES = new CampaignCreated(
            "console-long",
            1,
            Instant.parse("2026-11-27T20:00:00Z"),
            PACKAGE_ID,
            "n".repeat(255),
            CampaignScenario.VERSION_ID,
            "v".repeat(255),
            "1.2.3.4",
            "default",
            Optional.of("w".repeat(200)),
            Optional.of("r".repeat(2_000)));

    /** Waves of every kind, with names as long as they may be, in letters of every width. */
    private static final List<PlannedWave> LONG_WAVES = List.of(
            longWave(1, "W".repeat(60), WaveKind.OWN_TEST_ORGS),
            longWave(2, "界".repeat(60), WaveKind.CANARY),
            longWave(3, "🌊".repeat(60), WaveKind.SANDBOXES),
            longWave(4, "Early adopters in Austria, Germany and Switzerland, part two", WaveKind.PRODUCTION),
            longWave(5, "i".repeat(60), WaveKind.LABEL),
            longWave(6, "<b>a & b</b> \"quoted\"", WaveKind.FILTER),
            longWave(7, "5 %", WaveKind.SHARE),
            longWave(8, "Rest", WaveKind.REST));

    private static final List<Message> LONG_CAMPAIGN = longCampaign();

    /** Ten thousand letters of many scripts: a browser needs seconds to lay them out. */
    private static final String ENDLESS = IntStream.range(0xA1, 0x10000)
            .filter(Character::isLetter)
            .limit(10_000)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());

    private static final ReleaseRejected ENDLESS_RELEASE = new ReleaseRejected(
            new Release(
                    "console-endless",
                    ENDLESS,
                    "console-endless",
                    PACKAGE_ID,
                    "04t000000000043",
                    Optional.of(ENDLESS),
                    Optional.of(ENDLESS)),
            Instant.parse("2026-11-27T21:00:00Z"),
            "beta-version",
            ENDLESS,
            Optional.empty());

    private static final Instant ENDLESS_AT = Instant.parse("2026-11-27T21:00:00Z");
    private static final OrgKey ENDLESS_ORG = new OrgKey("00DENDLESS00001");

    private static final List<Message> ENDLESS_CAMPAIGN = List.of(
            new CampaignCreated(
                    "console-endless",
                    1,
                    ENDLESS_AT,
                    PACKAGE_ID,
                    ENDLESS,
                    CampaignScenario.VERSION_ID,
                    ENDLESS,
                    ENDLESS,
                    ENDLESS,
                    Optional.of(ENDLESS),
                    Optional.of(ENDLESS)),
            new CampaignPlanned(
                    "console-endless",
                    2,
                    ENDLESS_AT,
                    1,
                    CampaignScenario.PLAN_HASH,
                    List.of(new PlannedWave(1, ENDLESS.substring(0, PlannedWave.NAME_MAXIMUM), WaveKind.FILTER, 1, 0)),
                    1,
                    0,
                    1,
                    Map.of()),
            new GateDecided(
                    "console-endless", 3, ENDLESS_AT, 1, Gate.HALTED, new GateNumbers(1, 0, 0, 1, 0, 0, 0, 0), ENDLESS),
            new CampaignHalted("console-endless", 4, ENDLESS_AT, ENDLESS, ENDLESS),
            new CampaignAborted("console-endless", 5, ENDLESS_AT, ENDLESS, ENDLESS),
            new OrgPlanned(
                    "console-endless",
                    1,
                    new OrgDescription(
                            ENDLESS_ORG,
                            ENDLESS,
                            ENDLESS,
                            ENDLESS,
                            ENDLESS,
                            Optional.empty(),
                            CampaignScenario.VERSION_ID),
                    1,
                    ENDLESS_AT),
            new PushFailed(
                    new Subject("console-endless:1", "console-endless", ENDLESS_ORG, 1, 1),
                    ENDLESS_AT,
                    Optional.empty(),
                    new Failure(FailureClass.NEEDS_ACTION, false, ENDLESS, ENDLESS, ENDLESS, Optional.empty())));

    private static PlannedWave longWave(int number, String name, WaveKind kind) {
        return new PlannedWave(number, name, kind, 1, 0);
    }

    private static List<Message> longCampaign() {
        var at = LONG_NAMES.at();
        var messages = new ArrayList<Message>();
        messages.add(LONG_NAMES);
        messages.add(new CampaignPlanned(
                "console-long", 2, at, 1, CampaignScenario.PLAN_HASH, LONG_WAVES, LONG_WAVES.size(), 0, 1, Map.of()));
        messages.add(new WaveOpened("console-long", 3, at, 1));
        for (var wave : LONG_WAVES) {
            var org = new OrgKey("00DLONG0000000" + wave.number());
            messages.add(new OrgPlanned(
                    "console-long",
                    1,
                    new OrgDescription(
                            org,
                            "n".repeat(255),
                            "Production",
                            "Active",
                            "EU44",
                            Optional.empty(),
                            CampaignScenario.VERSION_ID),
                    wave.number(),
                    at));
            messages.add(new PushFailed(
                    new Subject("console-long:" + wave.number(), "console-long", org, wave.number(), 1),
                    at,
                    Optional.empty(),
                    new Failure(FailureClass.NEEDS_ACTION, false, "e".repeat(80), "", "m", Optional.empty())));
        }
        return List.copyOf(messages);
    }

    KafkaBroker broker;

    @Inject
    ViewFixture view;

    @TestHTTPResource("/")
    URI root;

    @TempDir
    Path outputs;

    @BeforeEach
    void foldCampaigns() {
        for (var scenario : List.of(HALTED, ABORTED, COMPLETED)) {
            ViewFixture.publish(broker, scenario.messages());
            view.awaitEqualTo(InMemoryView.of(scenario));
        }
        ViewFixture.publish(broker, RELEASES.reports());
        ViewFixture.publish(broker, List.of(LONG_TEXTS, ENDLESS_RELEASE));
        ViewFixture.publish(broker, LONG_CAMPAIGN);
        view.awaitEqualTo(InMemoryView.of("console-long", LONG_CAMPAIGN));
        ViewFixture.publish(broker, ENDLESS_CAMPAIGN);
        await().atMost(SEEN_WITHIN)
                .untilAsserted(() -> when().get("/api/releases?packageId=" + PACKAGE_ID)
                        .then()
                        .body("items", hasSize(RELEASES.ends().size() + 2)));
    }

    @Test
    void theConsoleDoesInABrowserWhatPeopleExpectOfIt() throws IOException, InterruptedException {
        // Given
        run(TIME_TO_INSTALL, Map.of(), List.of("bash", FOLDER.resolve("install").toString()));
        var environment = Map.of("PUSHWAVE_CONSOLE", root.toString().replaceFirst("/$", ""), "PUSHWAVE_CAMPAIGNS", """
                {"halted":"console-halted","aborted":"console-aborted","completed":"console-completed",
                "endless":"console-endless"}""");

        // When
        var printed =
                run(TIME_TO_TEST, environment, List.of("node", "--test", "--test-reporter=spec", "console.test.mjs"));

        // Then
        System.out.println(printed);
        assertThat(printed).containsPattern("pass [1-9]").contains("fail 0", "skipped 0");
    }

    private String run(Duration limit, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        var output = outputs.resolve("output");
        var builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        var printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as("%s ended within %s:%n%s", command, limit, printed).isTrue();
        assertThat(process.exitValue()).as("%s:%n%s", command, printed).isZero();
        return printed;
    }
}
