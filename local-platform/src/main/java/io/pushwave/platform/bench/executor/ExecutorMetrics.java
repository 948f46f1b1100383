package io.pushwave.platform.bench.executor;

import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.JsonHttp;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the executor counts of itself, in the text form of Prometheus. */
final class ExecutorMetrics {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern OPERATION = Pattern.compile("operation=\"([^\"]+)\"");

    private final JsonHttp http;
    private final URI address;

    ExecutorMetrics(JsonHttp http, URI executor) {
        this.http = http;
        this.address = executor.resolve("/q/metrics");
    }

    /** Bytes of the heap in use, garbage included. */
    long heapBytes() throws ApiException {
        return (long) samples("jvm_memory_used_bytes").entrySet().stream()
                .filter(sample -> sample.getKey().contains("area=\"heap\""))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Calls of Salesforce by operation, logins and lists of versions left out, as they cost nothing. */
    Map<String, Long> calls() throws ApiException {
        var calls = new TreeMap<String, Long>();
        samples("pushwave_salesforce_calls_seconds_count").forEach((sample, value) -> {
            var operation = OPERATION.matcher(sample);
            if (operation.find()
                    && !operation.group(1).equals("login")
                    && !operation.group(1).equals("versions")) {
                calls.merge(operation.group(1), value.longValue(), Long::sum);
            }
        });
        return calls;
    }

    /** The samples of a metric by their labels. */
    private Map<String, Double> samples(String metric) throws ApiException {
        var samples = new LinkedHashMap<String, Double>();
        http.probe(address, PATIENCE)
                .body()
                .lines()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .forEach(line -> {
                    int end = line.lastIndexOf(' ');
                    samples.put(line.substring(metric.length(), end), Double.parseDouble(line.substring(end + 1)));
                });
        return samples;
    }
}
