package io.pushwave.simulator.faults;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.pushwave.simulator.domain.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.OptionalInt;

/** Writes rules so that {@link RuleReader} reads them again. */
public final class RuleWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private RuleWriter() {}

    static byte[] json(FaultRule rule) throws IOException {
        var bytes = new ByteArrayOutputStream();
        // Escaped, so that also a surrogate without its other half is kept.
        try (var json = FACTORY.createGenerator(bytes).enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())) {
            json.writeStartObject();
            writeMembers(json, rule);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Writes a rule's members into an object that is open. */
    public static void writeMembers(JsonGenerator json, FaultRule rule) throws IOException {
        var description = rule.description();
        if (description.name().isPresent()) {
            json.writeStringField("name", description.name().get());
        }
        json.writeStringField("endpoint", description.endpoint());
        if (description.method().isPresent()) {
            json.writeStringField("method", description.method().get());
        }
        if (description.query().isPresent()) {
            json.writeStringField("query", description.query().get());
        }
        writeTrigger(json, description.trigger());
        json.writeNumberField("seed", description.seed());
        if (rule.from().isPresent()) {
            json.writeStringField("from", rule.from().get().toString());
        }
        if (rule.until().isPresent()) {
            json.writeStringField("until", rule.until().get().toString());
        }
        json.writeStringField("effect", description.effect().name());
        writeEffect(json, description.effect());
    }

    private static void writeTrigger(JsonGenerator json, Trigger trigger) throws IOException {
        switch (trigger) {
            case Trigger.Nth(int nth, int times) -> {
                json.writeNumberField("nth", nth);
                json.writeNumberField("times", times);
            }
            case Trigger.Share(double probability, var times) -> {
                json.writeNumberField("probability", probability);
                writeTimes(json, times);
            }
            case Trigger.Always(var times) -> {
                json.writeBooleanField("always", true);
                writeTimes(json, times);
            }
        }
    }

    private static void writeTimes(JsonGenerator json, OptionalInt times) throws IOException {
        if (times.isPresent()) {
            json.writeNumberField("times", times.getAsInt());
        }
    }

    private static void writeEffect(JsonGenerator json, Effect effect) throws IOException {
        switch (effect) {
            case Effect.Status(int code) -> json.writeNumberField("status", code);
            case Effect.Html(int code) -> json.writeNumberField("status", code);
            case Effect.Delay(var latency) -> writeLatency(json, latency);
            case Effect.RefuseQuery(var refusal) -> writeRefusal(json, refusal);
            case Effect.FailRecords(var which, var refusal) -> {
                switch (which) {
                    case RecordFault.Which.Every(int nth) -> json.writeNumberField("every", nth);
                    case RecordFault.Which.Share(double share) -> json.writeNumberField("share", share);
                }
                writeRefusal(json, refusal);
            }
            case Effect.ResetBeforeEffect _,
                    Effect.ResetAfterEffect _,
                    Effect.Truncated _,
                    Effect.Unauthorized _,
                    Effect.RequestLimit _,
                    Effect.ConcurrentLimit _,
                    Effect.LockRow _,
                    Effect.QueryTimeout _,
                    Effect.InvalidLocator _,
                    Effect.SomethingBad _,
                    Effect.BulkBatchTimeout _ -> {
                // These say it all by their name.
            }
        }
    }

    private static void writeRefusal(JsonGenerator json, Refusal refusal) throws IOException {
        json.writeStringField("errorCode", refusal.code());
        json.writeStringField("message", refusal.message());
    }

    private static void writeLatency(JsonGenerator json, Latency latency) throws IOException {
        switch (latency) {
            case Latency.Fixed(var fixed) -> json.writeStringField("latency", fixed.toString());
            case Latency.Uniform(var minimum, var maximum) -> {
                json.writeStringField("distribution", "uniform");
                json.writeStringField("minimum", minimum.toString());
                json.writeStringField("maximum", maximum.toString());
            }
            case Latency.Exponential(var median) -> {
                json.writeStringField("distribution", "exponential");
                json.writeStringField("median", median.toString());
            }
            case Latency.Lognormal(var median, var p99) -> {
                json.writeStringField("distribution", "lognormal");
                json.writeStringField("median", median.toString());
                json.writeStringField("p99", p99.toString());
            }
        }
    }
}
