package io.pushwave.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.controls.Fault;
import io.pushwave.simulator.controls.LedgerLine;
import io.pushwave.simulator.controls.SimulatorControls;
import io.pushwave.simulator.http.SalesforceClient;
import io.pushwave.simulator.http.async.AsyncClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CumulusCI's push tasks, call by call, until the jobs have run; what is compared in the end is the ledger. */
final class CumulusCiTest {
    private static final String NAMESPACE = "harbor";

    private final Simulator simulator = Simulator.start(SimulatorSettings.builder()
            .port(0)
            .orgs(1_500)
            .speed(0)
            .set(Setting.FAILURE_RATE, 0.1)
            .build());
    private final SimulatorControls controls = new SimulatorControls(simulator.url());
    private final SalesforceClient rest = new SalesforceClient(simulator);
    private final List<String> older = new ArrayList<>();
    private int major;
    private int minor;

    @BeforeEach
    void login() throws IOException, InterruptedException {
        rest.login();
        boolean newer = false;
        for (var version : rest.get("/simulator/versions").json().at("/packages/0/versions")) {
            if (version.path("target").asBoolean()) {
                newer = true;
                major = version.path("major").asInt();
                minor = version.path("minor").asInt();
            } else if (!newer || !version.path("releaseState").asText().equals("Released")) {
                older.add(version.path("packageVersionId").asText());
            }
        }
    }

    @AfterEach
    void stop() {
        controls.close();
        simulator.close();
    }

    private CumulusCi task(String version) {
        return new CumulusCi(rest, new AsyncClient(simulator, version, rest.token()), controls, version);
    }

    private CumulusCi pushTask() {
        return task("38.0");
    }

    /** What the ledger says of each org that a request has a job for; more than one job of it is a mistake. */
    private Map<String, String> ledger(String request) {
        return controls.ledger().stream()
                .flatMap(line -> line.jobs().stream()
                        .filter(job -> job.requestId().equals(request))
                        .map(job -> Map.entry(line.orgKey(), job.status())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Integer> counts(Map<String, String> ledger) {
        return ledger.values().stream().collect(Collectors.toMap(status -> status, _ -> 1, Integer::sum));
    }

    /** The orgs that have neither the target nor a newer released version, whether a push may reach them or not. */
    private List<LedgerLine> selected() {
        return controls.ledger().stream()
                .filter(line -> !line.orgStatus().equals("Inactive"))
                .filter(line -> line.installedVersionId().map(older::contains).orElse(false))
                .toList();
    }

    @Test
    void pushAllReachesEverySubscriberThatTheBulkQuerySelects() throws IOException, InterruptedException {
        // Given
        var task = pushTask();
        var wanted = selected().stream().map(LedgerLine::orgKey).toList();
        long before = controls.calls();

        // When
        var plan = task.selectByQuery(NAMESPACE, major, minor, "");
        long calls = controls.calls() - before;
        var scheduled = task.push(plan, controls.now().plus(Duration.ofMinutes(5)));
        controls.advance(Duration.ofHours(12));

        // Then
        assertThat(plan.versionId()).isEqualTo(controls.targetVersionId());
        var asked = new LinkedHashSet<>(plan.orgs());
        assertThat(asked).hasSizeGreaterThan(1_200).containsAll(wanted);
        // It does not ask for the package: the subscribers of another one are there too, and taken out again.
        var others = new LinkedHashSet<>(asked);
        wanted.forEach(others::remove);
        assertThat(task.skipped).isNotEmpty().containsAll(others);
        task.skipped.forEach(asked::remove);
        assertThat(scheduled.orgs()).isEqualTo(asked.size());
        var ledger = ledger(scheduled.requestId());
        assertThat(ledger.keySet()).isEqualTo(asked);
        assertThat(counts(ledger)).containsOnlyKeys("Succeeded", "Failed");
        // Package, packages, version, newer versions; job, batch, two polls or three, close, batch, list, rows.
        assertThat(calls).isBetween(4L + 9, 4L + 15);
    }

    @Test
    void pushSandboxReachesSandboxesOnly() throws IOException, InterruptedException {
        // Given
        var task = pushTask();

        // When
        var plan = task.selectByQuery(NAMESPACE, major, minor, "OrgType = 'Sandbox'");
        var scheduled = task.push(plan, controls.now().plus(Duration.ofMinutes(5)));
        controls.advance(Duration.ofHours(12));

        // Then
        var ledger = ledger(scheduled.requestId());
        assertThat(ledger).hasSize(scheduled.orgs()).hasSizeGreaterThan(300);
        assertThat(controls.ledger())
                .filteredOn(line -> ledger.containsKey(line.orgKey()))
                .allMatch(line -> line.orgType().equals("Sandbox"));
        assertThat(counts(ledger)).containsOnlyKeys("Succeeded", "Failed");
    }

    @Test
    void aQueryThatFindsNobodySchedulesNobodyAndLeavesItsRequestBehind() throws IOException, InterruptedException {
        // Given
        var task = pushTask();

        // When
        var plan = task.selectByQuery(NAMESPACE, major, minor, "OrgName = 'Nobody has this name'");
        var scheduled = task.push(plan, controls.now().plus(Duration.ofMinutes(5)));
        controls.advance(Duration.ofHours(12));

        // Then
        assertThat(plan.orgs()).isEmpty();
        assertThat(scheduled.orgs()).isZero();
        assertThat(ledger(scheduled.requestId())).isEmpty();
        assertThat(rest.count("SELECT Id FROM PackagePushRequest WHERE Status = 'Created'"))
                .isEqualTo(1);
    }

    @Test
    void pushListWaitsForTheEndAndReportsWhatTheLedgerSays() throws IOException, InterruptedException {
        // Given
        var task = pushTask();
        var orgs = new ArrayList<>(
                selected().stream().map(LedgerLine::orgKey).limit(450).toList());
        orgs.addAll(orgs.subList(0, 5));

        // When
        var plan = task.selectByList(NAMESPACE, major, minor, orgs);
        var scheduled = task.push(plan, controls.now().plusSeconds(5));
        var outcome = task.report(scheduled.requestId());
        controls.advance(Duration.ofHours(12));
        var later = task.report(scheduled.requestId());
        var report = task("43.0").failureReport(scheduled.requestId());

        // Then
        var ledger = ledger(scheduled.requestId());
        assertThat(ledger).hasSize(scheduled.orgs());
        assertThat(outcome.status()).isEqualTo("Failed");
        assertThat(later.jobs()).isEqualTo(counts(ledger));
        assertThat(report.keySet())
                .containsExactlyInAnyOrderElementsOf(ledger.entrySet().stream()
                        .filter(each -> each.getValue().equals("Failed"))
                        .map(Map.Entry::getKey)
                        .toList())
                .hasSizeGreaterThan(10);
        assertThat(later.failures()).isNotEmpty();
    }

    @Test
    void somethingBadIsTriedAgainWithTheSameOrgs() throws IOException, InterruptedException {
        // Given
        var task = pushTask();
        var orgs = selected().stream().map(LedgerLine::orgKey).limit(400).toList();
        controls.misbehave(Fault.on("*/composite/tree/*").nth(2).does("somethingBad"));

        // When
        var plan = task.selectByList(NAMESPACE, major, minor, orgs);
        var scheduled = task.push(plan, controls.now().plus(Duration.ofMinutes(5)));
        controls.advance(Duration.ofHours(12));

        // Then
        var ledger = ledger(scheduled.requestId());
        assertThat(ledger).hasSize(scheduled.orgs());
        assertThat(ledger.keySet()).isSubsetOf(orgs);
        assertThat(scheduled.orgs() + task.skipped.size()).isEqualTo(400);
    }
}
