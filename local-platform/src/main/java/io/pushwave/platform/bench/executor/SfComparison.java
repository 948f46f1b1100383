package io.pushwave.platform.bench.executor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.RequestsLog.ApiCall;
import io.pushwave.platform.bench.Series;
import io.pushwave.platform.ledger.LedgerOrg;
import io.pushwave.platform.settings.Installation;
import io.pushwave.platform.settings.PlatformException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Pushes as many orgs with the executor and with the real {@code sf} CLI: once all of them can be pushed, once Salesforce refuses
 * one. Each has orgs of its own in one simulated Salesforce, where every call takes as long for the one as for the other, and bulk
 * jobs take no time of their own.
 */
public final class SfComparison {
    private static final int PROMISE_BROKEN = 4;
    private static final int WARM_UP_ORGS = 1_000;
    private static final char WARM_UP = 'A';
    private static final Pattern REQUEST = Pattern.compile("0DV[a-zA-Z0-9]{12,15}");

    private final Installation installation;
    private final BenchOptions options;
    private final PrintStream out;
    /** How the executor's calls name themselves: it goes on polling while the CLI works. */
    private final Set<String> executors = new HashSet<>();

    public SfComparison(Installation installation, BenchOptions options, PrintStream out) {
        this.installation = installation;
        this.options = options;
        this.out = out;
    }

    /**
     * What one of them did.
     *
     * @param activated orgs with an active job
     * @param lost orgs that could have been pushed and were not
     */
    record Row(String who, int refused, double seconds, long calls, long activated, long lost) {
        String line() {
            return "  %-28s %8d %10.1f %10d %10d %8d".formatted(who, refused, seconds, calls, activated, lost);
        }
    }

    /** Runs it and gives the exit code. */
    public int run(boolean json) {
        out.printf(
                "%,d orgs each, %d ms latency. Load of the machine before: %.2f%n",
                options.orgs(),
                options.latency().toMillis(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        var rows = new ArrayList<Row>();
        var cli = new SalesforceCli(
                installation.home(), installation.runDirectory().resolve("sf"));
        var simulator = List.of("--bulk-queue-time", "PT0S", "--bulk-batch-time", "PT0S");
        try (var stage = Stage.start(installation, 4 * options.orgs() + WARM_UP_ORGS, options.executor(), simulator);
                var orders = new PushOrders(stage.bootstrapServers(), stage.release())) {
            cli.install();
            stage.addOrgs(WARM_UP, WARM_UP_ORGS);
            for (var series = new Series('B', 0); series.inactive() < 2; series = series.next()) {
                stage.addOrgs(series.name(), options.orgs(), series.inactive());
                stage.addOrgs(series.sibling(), options.orgs(), series.inactive());
            }
            cli.login(stage.simulator().toString(), installation.runDirectory().resolve("executor-key.pem"));
            var watch = new ActivationWatch(stage);
            orders.command("warm-up", WARM_UP, 0, WARM_UP_ORGS, Instant.EPOCH);
            orders.control("warm-up", State.RUNNING);
            watch.awaitActivated(WARM_UP_ORGS, 0);
            stage.delayCalls(options.latency());
            for (var series = new Series('B', 0); series.inactive() < 2; series = series.next()) {
                rows.add(withExecutor(stage, orders, watch, series));
                rows.add(withCli(stage, cli, series));
            }
        } catch (PlatformException | ApiException e) {
            System.err.println("pushwave: " + e.getMessage());
            System.err.println("pushwave: the logs are in " + installation.runDirectory());
            return 1;
        }
        out.println(
                "  %-28s %8s %10s %10s %10s %8s".formatted("", "refused", "seconds", "API calls", "activated", "lost"));
        rows.forEach(row -> out.println(row.line()));
        if (json) {
            out.println(asJson(rows));
        }
        return rows.stream().anyMatch(row -> row.who().equals("executor") && row.lost() != 0) ? PROMISE_BROKEN : 0;
    }

    /** Orgs of the executor, and as many of the CLI. */
    private record Series(char name, int inactive) {
        char sibling() {
            return (char) (name + 1);
        }

        Series next() {
            return new Series((char) (name + 2), inactive + 1);
        }
    }

    private Row withExecutor(Stage stage, PushOrders orders, ActivationWatch watch, Series series)
            throws ApiException, PlatformException {
        long before = stage.requestsLog().newest();
        int jobs = Math.toIntExact(stage.jobs()) + options.orgs() - series.inactive();
        var begun = Instant.now();
        orders.control("series-" + series.name(), State.RUNNING);
        orders.command("series-" + series.name(), series.name(), 0, options.orgs(), Instant.EPOCH);
        var ended = watch.awaitActivated(jobs, before);
        var calls = stage.requestsLog().after(before);
        calls.forEach(call -> executors.add(call.client()));
        return row(
                "executor",
                stage,
                series.name(),
                series.inactive(),
                Duration.between(begun, ended),
                calls.stream().mapToLong(ApiCall::cost).sum());
    }

    private Row withCli(Stage stage, SalesforceCli cli, Series series) throws ApiException {
        var file = orgFile(series);
        long before = stage.requestsLog().newest();
        var begun = Instant.now();
        var scheduled = cli.sf("package push-upgrade schedule --package "
                + stage.release().packageVersionId() + " --org-file " + file);
        var request = REQUEST.matcher(scheduled.output());
        if (!request.find()) {
            throw new ApiException("the sf CLI scheduled nothing: " + scheduled.output());
        }
        cli.sf("package push-upgrade report --push-request-id " + request.group());
        var took = Duration.between(begun, Instant.now());
        var ofCli = stage.requestsLog().after(before).stream()
                .filter(call -> !executors.contains(call.client()))
                .mapToLong(ApiCall::cost)
                .sum();
        return row("sf schedule and report", stage, series.sibling(), series.inactive(), took, ofCli);
    }

    private String orgFile(Series series) {
        try {
            var file = installation.runDirectory().resolve("orgs-" + series.sibling() + ".txt");
            return Files.write(
                            file,
                            IntStream.range(0, options.orgs())
                                    .mapToObj(org -> OrgKeys.key(series.sibling(), org))
                                    .toList())
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Row row(String who, Stage stage, char series, int refused, Duration took, long calls) {
        var jobs = new JobsByOrg(stage.release().packageVersionId());
        Iterable<LedgerOrg> ledger = stage.ledger()::ledger;
        for (var org : ledger) {
            if (org.orgKey().charAt(3) == series) {
                jobs.add(org);
            }
        }
        return new Row(
                who, refused, took.toMillis() / 1000.0, calls, jobs.once(), options.orgs() - refused - jobs.once());
    }

    private static String asJson(List<Row> rows) {
        try {
            return JsonMapper.builder().build().writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the figures cannot be written as JSON", e);
        }
    }
}
