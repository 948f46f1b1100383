package io.pushwave.platform.command;

import io.pushwave.platform.api.JsonHttp;
import io.pushwave.platform.command.PlatformState.PartProcess;
import io.pushwave.platform.local.Health;
import io.pushwave.platform.local.HealthProbe;
import io.pushwave.platform.process.ProcessIdentity;
import io.pushwave.platform.restart.PartHistory;
import io.pushwave.platform.settings.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pushwave ps}: exit code 0 when a platform runs or is being started, 1 when none does. */
@Command(
        name = "ps",
        description =
                "The processes of the running platform: name, process id, address, health, and how often each was started"
                        + " again. During the start: how far it is.")
public final class PsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As a JSON array.")
    private boolean json;

    @Override
    public Integer call() {
        var state = PlatformState.read(Home.stateFile()).filter(PlatformState::isRunning);
        if (state.isEmpty()) {
            System.out.println(json ? "[]" : "No platform is running; './pushwave up' starts one.");
            return 1;
        }
        var now = Instant.now();
        var rows = rows(state.get());
        System.out.println(
                json
                        ? PlatformState.json(rows.stream()
                                .map(row -> row.asJson(state.get().isStarting()))
                                .toList())
                        : inWords(state.get(), rows, now));
        return 0;
    }

    /** One part as it is now. */
    record Row(
            String name,
            Optional<Long> pid,
            String address,
            boolean ready,
            String health,
            Optional<PartHistory> history) {
        String line(Instant now) {
            var past = history.map(one -> one.inWords(now)).orElse("");
            return "%-12s%-10s%-26s%s"
                    .formatted(
                            name,
                            pid.map(String::valueOf).orElse("-"),
                            address,
                            health + (past.isEmpty() ? "" : "; " + past));
        }

        Map<String, Object> asJson(boolean starting) {
            var row = new LinkedHashMap<String, Object>();
            row.put("name", name);
            row.put("pid", pid);
            row.put("address", address);
            row.put("health", health);
            row.put("platform", starting ? "starting" : "running");
            row.put("restarts", history.map(PartHistory::restarts).orElse(0));
            row.put("restartedAt", history.flatMap(PartHistory::restartedAt));
            row.put("lastEnd", history.map(PartHistory::cause).filter(cause -> !cause.isEmpty()));
            return row;
        }
    }

    static String inWords(PlatformState state, List<Row> rows, Instant now) {
        var ready = rows.stream().filter(Row::ready).map(Row::name).toList();
        var lines = new ArrayList<String>();
        state.startInWords(now, ready).ifPresent(lines::add);
        if (!state.supervisor().isRunning()) {
            lines.add(
                    "Its supervisor is gone: nothing is started again, and what is left ends; './pushwave down' clears up.");
        }
        lines.add("%-12s%-10s%-26s%s".formatted("NAME", "PID", "ADDRESS", "HEALTH"));
        rows.forEach(row -> lines.add(row.line(now)));
        return String.join(System.lineSeparator(), lines);
    }

    private static List<Row> rows(PlatformState state) {
        var rows = new ArrayList<Row>();
        try (var http = new JsonHttp()) {
            var probe = new HealthProbe(http, state.addresses());
            for (var process : state.parts()) {
                rows.add(row(process, state, probe));
            }
        }
        return rows;
    }

    private static Row row(PartProcess process, PlatformState state, HealthProbe probe) {
        // During the start the supervisor writes processes down only now and then; the probe knows better.
        boolean asked = process.isRunning() || state.isStarting();
        var health = asked ? probe.ask(process.part()) : Health.not("not running");
        var words = health.ready() ? "ready" : (asked ? "not ready: " : "") + health.detail();
        return new Row(
                process.part().label(),
                process.identity().filter(ProcessIdentity::isRunning).map(ProcessIdentity::pid),
                address(process.part(), state),
                health.ready(),
                words,
                process.history());
    }

    private static String address(Part part, PlatformState state) {
        return switch (part) {
            case KAFKA, POSTGRESQL -> state.addresses().hostAndPort(part);
            case SIMULATOR, PLANNER, EXECUTOR, STATUS ->
                state.addresses().http(part).toString();
        };
    }
}
