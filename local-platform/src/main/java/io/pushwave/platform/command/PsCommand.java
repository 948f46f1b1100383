package io.pushwave.platform.command;

import io.pushwave.platform.api.JsonHttp;
import io.pushwave.platform.local.Health;
import io.pushwave.platform.local.HealthProbe;
import io.pushwave.platform.local.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pushwave ps}: exit code 0 when a platform runs, 1 when none does. */
@Command(name = "ps", description = "The processes of the running platform: name, process id, address, health.")
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
        var rows = rows(state.get());
        if (json) {
            System.out.println(PlatformState.json(rows));
        } else {
            System.out.println("%-12s%-10s%-26s%s".formatted("NAME", "PID", "ADDRESS", "HEALTH"));
            rows.forEach(row -> System.out.println("%-12s%-10s%-26s%s"
                    .formatted(row.get("name"), row.get("pid"), row.get("address"), row.get("health"))));
        }
        return 0;
    }

    private static List<Map<String, Object>> rows(PlatformState state) {
        var rows = new ArrayList<Map<String, Object>>();
        try (var http = new JsonHttp()) {
            var addresses = state.addresses();
            var probe = new HealthProbe(http, addresses);
            for (var process : state.parts()) {
                var row = new LinkedHashMap<String, Object>();
                row.put("name", process.part().label());
                row.put("pid", process.identity().pid());
                row.put("address", address(process.part(), state));
                row.put("health", process.identity().isRunning() ? inWords(probe.ask(process.part())) : "not running");
                rows.add(row);
            }
        }
        return rows;
    }

    private static String address(Part part, PlatformState state) {
        return switch (part) {
            case KAFKA, POSTGRESQL -> state.addresses().hostAndPort(part);
            case SIMULATOR, PLANNER, EXECUTOR, STATUS ->
                state.addresses().http(part).toString();
        };
    }

    private static String inWords(Health health) {
        return health.ready() ? "ready" : "not ready: " + health.detail();
    }
}
