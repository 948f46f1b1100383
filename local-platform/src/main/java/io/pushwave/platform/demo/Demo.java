package io.pushwave.platform.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.CampaignSummary;
import io.pushwave.platform.kafka.ReleaseNotSentException;
import io.pushwave.platform.ledger.Agreement;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.local.OldRuns;
import io.pushwave.platform.settings.Customers;
import io.pushwave.platform.settings.Installation;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import io.pushwave.platform.settings.PlatformSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows one campaign from the release event to its end on a platform of its own, and checks what is left of it. */
public final class Demo {
    /** A campaign has two minutes, and a second more for every 50 orgs: several times what two cores need. */
    private static final Duration LIMIT_BASE = Duration.ofMinutes(2);

    private static final int LIMIT_ORGS_PER_SECOND = 50;

    private final Installation installation;
    private final PlatformSettings settings;
    private final View view;
    private final Function<LocalPlatform, List<String>> notices;
    private final PrintStream out;
    private final boolean json;
    private final Stopwatch total = new Stopwatch();

    private Demo(
            Installation installation,
            PlatformSettings settings,
            View view,
            Function<LocalPlatform, List<String>> notices,
            PrintStream out,
            boolean json) {
        this.installation = installation;
        this.settings = settings;
        this.view = view;
        this.notices = notices;
        this.out = out;
        this.json = json;
    }

    /**
     * Runs it.
     *
     * @param notices what is to be said about the platform before it is started
     * @param terminal whether {@code out} is a terminal, on which things can be redrawn in place
     * @param json whether the last line shall be the report as JSON
     */
    public static Outcome run(
            Installation installation,
            PlatformSettings settings,
            Function<LocalPlatform, List<String>> notices,
            PrintStream out,
            boolean terminal,
            boolean json) {
        try (View view = terminal ? new TerminalView(out, new TerminalSize()) : new PlainView(out)) {
            return new Demo(installation, settings, view, notices, out, json).run();
        }
    }

    private Outcome run() {
        var customers = settings.customers();
        view.say("Pushwave demo: one package release, pushed in waves to " + CampaignDrawing.number(customers.orgs())
                + " simulated customer orgs (seed " + customers.seed() + ").");
        view.say("Everything runs on this machine: Kafka, PostgreSQL, a simulated Salesforce and the three services.");
        try {
            return onPlatform();
        } catch (PlatformException | ApiException | ReleaseNotSentException e) {
            view.progress("");
            System.err.println("pushwave: " + e.getMessage());
            System.err.println("pushwave: the logs are in " + installation.runDirectory());
            return Outcome.FAILED;
        }
    }

    private Outcome onPlatform() throws PlatformException, ApiException, ReleaseNotSentException {
        Findings findings;
        try (var platform = LocalPlatform.prepare(installation, settings)) {
            notices.apply(platform).forEach(notice -> view.say("Note: " + notice));
            showStarting(Set.of());
            platform.startAll();
            platform.awaitReady(LocalPlatform.READY_WITHIN, this::showStarting);
            var started = total.elapsed();
            view.say("Ready after " + Stopwatch.seconds(started) + " s. The release event goes to Kafka now.");
            try {
                findings = runCampaign(platform, started);
            } catch (ApiException | ReleaseNotSentException e) {
                // Who does not answer may have ended; then that is what to say.
                platform.requireAllRunning();
                throw e;
            }
        }
        var outcome = outcome(findings.summary(), findings.agreement());
        if (outcome == Outcome.AGREED) {
            // Of a run that went wrong everything is kept for a look; the next start removes it.
            removeData();
        }
        if (json) {
            out.println(asJson(findings.report(settings.customers().seed(), total.elapsed())));
        } else {
            view.say("Everything is stopped. " + Stopwatch.seconds(total.elapsed()) + " s in all; logs: "
                    + installation.runDirectory());
        }
        return outcome;
    }

    private void removeData() {
        try {
            OldRuns.removeData(installation.runDirectory());
        } catch (IOException e) {
            System.err.println("pushwave: the data in " + installation.runDirectory() + " could not be removed: "
                    + e.getMessage());
        }
    }

    private Findings runCampaign(LocalPlatform platform, Duration started)
            throws ApiException, ReleaseNotSentException {
        var run = CampaignRun.begin(platform);
        boolean ended = run.follow(limit(settings.customers()), seen -> seen.ended() || seen.halted(), view::show);
        var campaign = run.elapsed();
        var agreement = run.compare();
        var summary = run.summary().orElseThrow(() -> new ApiException("there is no campaign"));
        conclude(run, summary, agreement, campaign, ended);
        return new Findings(summary, agreement, run.apiCalls(), campaign, started);
    }

    /** What is known when the campaign has ended, and before everything is stopped. */
    private record Findings(
            CampaignSummary summary, Agreement agreement, long apiCalls, Duration campaign, Duration started) {
        DemoReport report(long seed, Duration total) {
            return DemoReport.of(seed, summary, agreement, apiCalls, campaign, started, total);
        }
    }

    private static Duration limit(Customers customers) {
        return LIMIT_BASE.plusSeconds(customers.orgs() / LIMIT_ORGS_PER_SECOND);
    }

    private void showStarting(Set<Part> ready) {
        var waiting = EnumSet.copyOf(settings.parts());
        waiting.removeAll(ready);
        view.progress("  Starting "
                + settings.parts().stream()
                        .map(part -> part.label() + (waiting.contains(part) ? " …" : " ✓"))
                        .collect(Collectors.joining("  ")));
    }

    private static Outcome outcome(CampaignSummary summary, Agreement agreement) {
        if (!summary.state().equals("COMPLETED")) {
            return Outcome.NOT_COMPLETED;
        }
        return agreement.viewMatchesLedger() && agreement.duplicatePushes() == 0 ? Outcome.AGREED : Outcome.DISAGREED;
    }

    private void conclude(CampaignRun run, CampaignSummary summary, Agreement agreement, Duration took, boolean ended)
            throws ApiException {
        view.say("");
        view.say(
                ended
                        ? CampaignDrawing.ending(summary, Optional.of(took))
                        : "The campaign did not end within "
                                + limit(settings.customers()).toSeconds() + " s; its state is " + summary.state()
                                + ".");
        var orgs = summary.orgs();
        view.say("  " + CampaignDrawing.number(orgs.succeeded() + orgs.reached()) + " of "
                + CampaignDrawing.number(orgs.planned()) + " orgs have the version: " + CampaignDrawing.ends(orgs)
                + ". "
                + CampaignDrawing.number(agreement.firstAttemptFailures())
                + " failed at first, " + CampaignDrawing.number(agreement.healed())
                + " of them were healed by a retry.");
        if (orgs.failed() > 0) {
            view.say("  " + CampaignDrawing.number(orgs.failed()) + " failed for good, as Salesforce says:");
            sayReasons(run.failures());
        }
        if (orgs.leftOut() > 0) {
            view.say("  " + CampaignDrawing.number(orgs.leftOut()) + " were left out, for what lies in the org:");
            sayReasons(run.leftOut());
        }
        view.say(verdict(agreement));
        agreement.mismatches().forEach(mismatch -> view.say("    " + mismatch.orgKey() + ": " + mismatch.what()));
        view.say("To look around yourself: './pushwave up' keeps the platform running, with the console on port "
                + Part.STATUS.documentedPort() + ".");
    }

    private void sayReasons(Map<String, Long> reasons) {
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(reason ->
                        view.say("    %5s  %s".formatted(CampaignDrawing.number(reason.getValue()), reason.getKey())));
    }

    private static String verdict(Agreement agreement) {
        var twice = agreement.duplicatePushes() == 0
                ? "no org was pushed twice"
                : CampaignDrawing.number(agreement.duplicatePushes()) + " orgs were pushed twice";
        return agreement.viewMatchesLedger()
                ? "  The status view equals Salesforce's ledger in all " + CampaignDrawing.number(agreement.orgs())
                        + " orgs; " + twice + "."
                : "  The status view differs from Salesforce's ledger in "
                        + CampaignDrawing.number(agreement.mismatched()) + " of "
                        + CampaignDrawing.number(agreement.orgs()) + " orgs; " + twice + ". The first of them:";
    }

    private static String asJson(DemoReport report) {
        try {
            return JsonMapper.builder().addModule(new Jdk8Module()).build().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the report cannot be written as JSON", e);
        }
    }
}
