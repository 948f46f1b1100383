package io.pushwave.executor.salesforce.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.budget.work.CallPermits;
import io.quarkus.test.junit.QuarkusMock;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Typed;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A Salesforce in whose answers every text that people may have written is another one. */
@Dependent
@Typed(ScrambledAnswers.class)
public class ScrambledAnswers extends SalesforceHttp {
    private static final Set<String> FREE_TEXTS = Set.of(
            "Name",
            "NamespacePrefix",
            "OrgName",
            "OrgStatus",
            "OrgType",
            "InstanceName",
            "ErrorType",
            "ErrorTitle",
            "ErrorMessage",
            "statusCode",
            "message");

    private final JsonMapper mapper =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private final Map<String, String> scrambled = new ConcurrentHashMap<>();
    private final Map<String, String> spoilt = new ConcurrentHashMap<>();
    private UnaryOperator<String> scrambling = text -> text;

    ScrambledAnswers(
            ExecutorConfig config,
            CallPermits permits,
            SalesforceState state,
            CallTrace trace,
            MeterRegistry metrics,
            Clock clock) {
        super(config, permits, state, trace, metrics, clock);
    }

    /** From now on, until the test ends. */
    public void install(UnaryOperator<String> how) {
        scrambling = how;
        scrambled.clear();
        QuarkusMock.installMockForType(this, SalesforceHttp.class);
    }

    /** Everything that was said in place of something. */
    public Set<String> told() {
        return Set.copyOf(scrambled.values());
    }

    /** Where the record of an org has this value in a field, it has another one. */
    public void spoil(String orgKey, String field, String value) {
        spoilt.put(orgKey + "/" + field, value);
    }

    @Override
    Reply send(Operation operation, Supplier<Response> call) {
        var reply = super.send(operation, call);
        try {
            var json = mapper.readTree(reply.body());
            scramble(json);
            return new Reply(operation, reply.status(), mapper.writeValueAsString(json), reply.locator());
        } catch (JsonProcessingException noJson) {
            return reply;
        }
    }

    private void scramble(JsonNode json) {
        if (json instanceof ObjectNode object) {
            var org = object.path("OrgKey").asText("");
            for (var member : object.properties()) {
                var field = member.getKey();
                var spoiling = spoilt.get(org + "/" + field);
                if (spoiling != null) {
                    object.put(field, spoiling);
                } else if (member.getValue().isTextual() && FREE_TEXTS.contains(field)) {
                    var text = member.getValue().textValue();
                    object.put(field, scrambled.computeIfAbsent(field + "/" + text, _ -> scrambling.apply(text)));
                }
            }
        }
        json.forEach(this::scramble);
    }
}
