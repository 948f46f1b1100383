package io.pushwave.platform.bench.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.bench.Series;
import io.pushwave.platform.kafka.ReleaseNotSentException;
import io.pushwave.platform.settings.Installation;
import io.pushwave.platform.settings.PlatformException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Measures campaigns from the release event to their end, and says where the time goes. */
public final class EndToEndBenchmark {
    private static final int PROMISE_BROKEN = 4;
    private static final int FIGURE_MISSED = 5;

    private final Installation installation;
    private final EndToEndOptions options;
    private final PrintStream out;
    private final boolean json;

    /**
     * A benchmark that has not begun.
     *
     * @param json whether the last line shall be all figures as one JSON object
     */
    public EndToEndBenchmark(Installation installation, EndToEndOptions options, PrintStream out, boolean json) {
        this.installation = installation;
        this.options = options;
        this.out = out;
        this.json = json;
    }

    /** Runs it and gives the exit code. */
    public int run() {
        var runs = new ArrayList<EndToEndFigures>();
        for (int number = 1; number <= options.runs(); number++) {
            say(
                    "Run %d of %d: a campaign for %,d orgs. Load of the machine before: %.2f",
                    number,
                    options.runs(),
                    options.orgs(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            try {
                var figures = new EndToEndRun(installation, options).measure();
                tell(figures);
                runs.add(figures);
            } catch (PlatformException | ApiException | ReleaseNotSentException e) {
                System.err.println("pushwave: " + e.getMessage());
                System.err.println("pushwave: the logs are in " + installation.runDirectory());
                return 1;
            }
        }
        return conclude(runs);
    }

    private int conclude(List<EndToEndFigures> runs) {
        var asked = new AskedSeconds(
                options.orgs(),
                new Series(runs.stream().map(EndToEndFigures::seconds).toList()));
        var seconds = asked.seconds();
        if (runs.size() > 1) {
            say(
                    "%d runs: %.1f s at least, %.1f s in the middle, %.1f s at most, %.1f %% apart",
                    runs.size(), seconds.least(), seconds.median(), seconds.most(), seconds.spreadPercent());
        }
        say(
                asked.judged()
                        ? "Asked for are at most %.1f s, and of %d runs or more that they lie at most %d %% apart."
                        : "Nothing is asked of fewer than %4$,d orgs.",
                asked.secondsMost(),
                AskedSeconds.SPREAD_JUDGED_FROM,
                AskedSeconds.SPREAD_PERCENT_MOST,
                AskedSeconds.JUDGED_FROM);
        var missed = asked.missed();
        missed.forEach(sentence -> say("A FIGURE IS MISSED: %s", sentence));
        if (json) {
            out.println(asJson(runs, missed));
        }
        if (!runs.stream().allMatch(EndToEndFigures::kept)) {
            return PROMISE_BROKEN;
        }
        return missed.isEmpty() ? 0 : FIGURE_MISSED;
    }

    private void tell(EndToEndFigures run) {
        say(
                "  %.1f s from the release event to the campaign's end, %,.0f orgs a second. %s",
                run.seconds(),
                run.orgsPerSecond(),
                run.kept()
                        ? "View and Salesforce agree on every org, and none was pushed twice."
                        : "THE PROMISE IS BROKEN: not completed, or view and Salesforce differ, or an org was pushed twice.");
        say("  Phases (each begins with the first that the one before it hands on), seconds:");
        run.phases()
                .forEach(phase -> say(
                        "    %-12s from %7.1f to %7.1f: %7.1f",
                        phase.name(), phase.from(), phase.to(), phase.seconds()));
        say("  Processor seconds:");
        run.cpuSeconds().forEach((name, seconds) -> say("    %-12s %7.1f", name, seconds));
        say("  The statements that cost most (seconds, of them planning; calls; rows; pages):");
        run.statements()
                .forEach(cost -> say(
                        "    %7.2f %6.2f %,9d %,11d %,12d  %s",
                        cost.seconds(), cost.planSeconds(), cost.calls(), cost.rows(), cost.pages(), cost.statement()));
        var floor = run.floor();
        say(
                "  The floor: %,d records (%,d MB) sent in %.1f s and read in %.1f s, %,d rows copied in %.1f s: %.1f s",
                floor.records(),
                floor.bytes() / 1_000_000,
                floor.produceSeconds(),
                floor.consumeSeconds(),
                floor.rows(),
                floor.copySeconds(),
                floor.seconds());
    }

    @SuppressWarnings("AnnotateFormatMethod") // private, and every form stands where it is used
    private void say(String form, Object... values) {
        out.println(String.format(Locale.ROOT, form, values));
    }

    private String asJson(List<EndToEndFigures> runs, List<String> missed) {
        var seconds = new Series(runs.stream().map(EndToEndFigures::seconds).toList());
        var all = new LinkedHashMap<String, Object>();
        all.put("orgs", options.orgs());
        all.put("seed", options.seed());
        all.put("secondsLeast", seconds.least());
        all.put("secondsMedian", seconds.median());
        all.put("secondsMost", seconds.most());
        all.put("spreadPercent", seconds.spreadPercent());
        all.put("runs", runs);
        all.put("missed", missed);
        try {
            return JsonMapper.builder().build().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the figures cannot be written as JSON", e);
        }
    }
}
