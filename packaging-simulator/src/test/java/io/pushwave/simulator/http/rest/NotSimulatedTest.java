package io.pushwave.simulator.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page says is not simulated is answered as the page says, row by row. */
final class NotSimulatedTest {
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private static final Simulator SIMULATOR = Simulator.start(
            SimulatorSettings.builder().port(0).orgs(10).speed(0).build());
    private static final SalesforceClient CLIENT = new SalesforceClient(SIMULATOR);

    @BeforeAll
    static void login() throws IOException, InterruptedException {
        CLIENT.login();
    }

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    static Stream<Arguments> rows() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "packaging-simulator.md"));
        return page.substring(page.indexOf("## Not simulated"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what |"))
                .map(line -> {
                    var cells = line.split(" \\| ", -1);
                    return Arguments.of(
                            cells[0].substring(2),
                            codes(cells[1]),
                            codes(cells[2]).getFirst());
                });
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void itAnswersAsWhatThereIsNot(String what, List<String> call, String expected)
            throws IOException, InterruptedException {
        // Given
        var first = call.getFirst().startsWith("SELECT ")
                ? "GET /services/data/v67.0/query?q=" + URLEncoder.encode(call.getFirst(), StandardCharsets.UTF_8)
                : call.getFirst();
        var methodAndPath = first.split(" ", 2);
        var type = call.size() > 1 ? call.get(1) : "application/json";
        var body = call.size() > 2 ? call.get(2) : "";

        // When
        var answer = CLIENT.call(methodAndPath[0], methodAndPath[1], body, "Content-Type", type);

        // Then
        var code = answer.json().isArray()
                ? answer.errorCode()
                : answer.json().path("error").asText();
        assertThat(answer.status() + " " + code).as(what + ": " + answer.body()).isEqualTo(expected);
    }

    @Test
    void thePageNamesThem() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(50);
    }

    @Test
    void whatIsNotTheRestApiIsNotThereBeforeAnyLogin() throws IOException, InterruptedException {
        // When
        var apex = new SalesforceClient(SIMULATOR).post("/services/apexrest/anything", "{}");
        var rest = new SalesforceClient(SIMULATOR).get("/services/data/v67.0/chatter/feeds");

        // Then
        assertThat(apex.status()).isEqualTo(404);
        assertThat(rest.status()).isEqualTo(401);
    }
}
