package io.pushwave.status.org.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.LeftOut;
import io.pushwave.status.org.ResultDetails;
import io.pushwave.status.org.ResultKey;
import io.pushwave.status.org.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The results of one org as they are stored: never asked for one by one, always read and written together with the row. Names
 * are short, because there are three for each org.
 */
final class ResultsJson {
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record Result(
            @JsonProperty("a") int attempt,
            @JsonProperty("w") int wave,
            @JsonProperty("s") Step step,
            @JsonProperty("t") Instant at,
            @JsonProperty("r") Optional<String> pushRequestId,
            @JsonProperty("j") Optional<String> pushJobId,
            @JsonProperty("f") Optional<Failure> failure,
            @JsonProperty("l") Optional<LeftOut> leftOut) {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final TypeReference<List<Result>> RESULTS = new TypeReference<>() {};
    private static final ObjectReader READER = MAPPER.readerFor(RESULTS);
    private static final ObjectWriter WRITER = MAPPER.writerFor(RESULTS);

    private ResultsJson() {}

    static String write(SortedMap<ResultKey, ResultDetails> results) {
        var list = results.entrySet().stream()
                .map(result -> new Result(
                        result.getKey().attempt(),
                        result.getKey().wave(),
                        result.getKey().step(),
                        result.getValue().at(),
                        result.getValue().pushRequestId(),
                        result.getValue().pushJobId(),
                        result.getValue().failure(),
                        result.getValue().leftOut()))
                .toList();
        try {
            return WRITER.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("results of an org cannot be written", e);
        }
    }

    static SortedMap<ResultKey, ResultDetails> read(String json) {
        var results = new TreeMap<ResultKey, ResultDetails>();
        try {
            List<Result> list = READER.readValue(json);
            for (var result : list) {
                results.put(
                        new ResultKey(result.attempt(), result.wave(), result.step()),
                        new ResultDetails(
                                result.at(),
                                result.pushRequestId(),
                                result.pushJobId(),
                                result.failure(),
                                result.leftOut()));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored results of an org cannot be read any more", e);
        }
        return results;
    }
}
