package io.pushwave.platform.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.JsonHttp;
import io.pushwave.platform.settings.Addresses;
import io.pushwave.platform.settings.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the parts how they are. */
public final class HealthProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final JsonHttp http;
    private final Addresses addresses;

    public HealthProbe(JsonHttp http, Addresses addresses) {
        this.http = http;
        this.addresses = addresses;
    }

    public Health ask(Part part) {
        return switch (part) {
            case KAFKA, POSTGRESQL -> connects(part);
            case SIMULATOR -> answers(part);
            case PLANNER, EXECUTOR, STATUS -> isReady(part);
        };
    }

    private Health connects(Part part) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), addresses.port(part)),
                    Math.toIntExact(PATIENCE.toMillis()));
            return Health.READY;
        } catch (IOException e) {
            return Health.not("nothing listens on " + addresses.hostAndPort(part));
        }
    }

    private Health answers(Part part) {
        try {
            var answer = http.probe(addresses.http(part).resolve("/simulator/clock"), PATIENCE);
            return answer.status() == 200 ? Health.READY : Health.not("answers " + answer.status());
        } catch (ApiException e) {
            return Health.not("does not answer on " + addresses.hostAndPort(part));
        }
    }

    private Health isReady(Part part) {
        try {
            var answer = http.probe(addresses.http(part).resolve("/q/health/ready"), PATIENCE);
            return answer.status() == 200 ? Health.READY : Health.not(failingChecks(answer.body()));
        } catch (ApiException e) {
            return Health.not("does not answer on " + addresses.hostAndPort(part));
        }
    }

    private String failingChecks(String body) {
        try {
            var failing = new ArrayList<String>();
            for (var check : http.parse(body, JsonNode.class).path("checks")) {
                if (!check.path("status").asText().equals("UP")) {
                    failing.add(inWords(check));
                }
            }
            return failing.isEmpty() ? "says that it is not ready" : String.join("; ", failing);
        } catch (ApiException e) {
            return "says that it is not ready";
        }
    }

    private static String inWords(JsonNode check) {
        List<String> data = check.path("data").properties().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().asText())
                .toList();
        var name = check.path("name").asText();
        return data.isEmpty() ? name : name + " (" + String.join(", ", data) + ")";
    }
}
