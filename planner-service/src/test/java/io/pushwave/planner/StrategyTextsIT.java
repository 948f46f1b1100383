package io.pushwave.planner;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Sends random texts through every field of a strategy in which strangers write: each is refused with its field and a rule, or comes
 * out unchanged. {@code -Dpushwave.seed} replays a run.
 */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class StrategyTextsIT {
    private static final int TEXTS = 60;
    private static final long SEED = Long.getLong("pushwave.seed", System.nanoTime());
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Map<String, String> PLACES = Map.of(
            "by", "/createdBy",
            "document.description", "/document/description",
            "document.ownTestOrgs", "/document/ownTestOrgs",
            "document.waves[0].name", "/document/waves/0/name",
            "document.waves[0].selection.label", "/document/waves/0/selection/label",
            "document.waves[0].selection.values[0]", "/document/waves/0/selection/values/0",
            "document.waves[1].selection.filter", "/document/waves/1/selection/filter");

    private static ObjectNode request(String field, String text) throws JsonProcessingException {
        var request = (ObjectNode) JSON.readTree("""
                {"by": "anna", "document": {"description": "d", "ownTestOrgs": "name==b",
                 "waves": [{"name": "A", "selection": {"kind": "LABELLED", "label": "ring", "values": ["1"]}},
                           {"name": "B", "selection": {"kind": "MATCHING", "filter": "name==b"}}]}}""");
        if (field.equals("document.waves[0].selection.values[0]")) {
            request.withArray("/document/waves/0/selection/values").removeAll().add(text);
        } else {
            var place = "/" + field.replace('.', '/').replace("[", "/").replace("]", "");
            int last = place.lastIndexOf('/');
            ((ObjectNode) request.at(place.substring(0, last))).put(place.substring(last + 1), text);
        }
        return request;
    }

    @Test
    void everyTextIsRefusedWithItsFieldOrComesOutUnchanged() throws JsonProcessingException {
        System.out.printf("%d texts, replay with -Dpushwave.seed=%d%n", TEXTS, SEED);
        var texts = new RandomTexts(SEED);
        var fields = PLACES.keySet().stream().sorted().toList();
        int taken = 0;
        for (int number = 0; number < TEXTS; number++) {
            // Given
            var field = fields.get(number % fields.size());
            var text = number % 2 == 0 ? texts.tame() : texts.wild();
            var path = "/api/strategies/texts-" + Long.toHexString(SEED) + "-" + number;
            var place = "text " + number + " of seed " + SEED + " in " + field + ": " + JSON.writeValueAsString(text);

            // When
            var answer = RawHttp.put(
                    path,
                    Map.of("content-type", "application/json", "If-None-Match", "*"),
                    JSON.writeValueAsBytes(request(field, text)));

            // Then
            if (answer.statusCode() == 201) {
                assertThat(JSON.readTree(when().get(path).asString())
                                .at(PLACES.get(field))
                                .textValue())
                        .as(place)
                        .isEqualTo(text);
                taken++;
            } else {
                assertThat(answer.statusCode()).as(place + ": " + answer.body()).isEqualTo(400);
                var problem = JSON.readTree(answer.body());
                assertThat(problem.path("field").asText()).as(place).isEqualTo(field);
                assertThat(problem.path("rule").asText()).as(place).startsWith(field);
            }
        }
        assertThat(taken).as("seed " + SEED).isBetween(1, TEXTS - 1);
    }
}
