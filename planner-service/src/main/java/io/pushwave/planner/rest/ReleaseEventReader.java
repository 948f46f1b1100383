package io.pushwave.planner.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.PackageRelease;
import io.pushwave.contracts.PackageRelease.PackageVersionReleased;
import io.pushwave.contracts.Topic;
import io.pushwave.contracts.UnreadableMessageException;
import io.pushwave.planner.release.IncomingRelease;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a release event from an HTTP request, structured or binary. */
@ApplicationScoped
class ReleaseEventReader {
    private static final List<String> FIELDS = List.of("packageVersionId", "packageId", "requestedBy", "reason");
    private static final List<String> ATTRIBUTES = List.of("specversion", "id", "source", "type");

    private final MessageCodec codec = new MessageCodec();
    private final ObjectMapper mapper;

    ReleaseEventReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** @throws HttpProblem 400 that says what cannot be read */
    IncomingRelease read(HttpHeaders headers, byte[] body) {
        var event = event(headers, body);
        if (event.getData() == null) {
            throw Problems.invalid("data", null, "data is missing: the release event carries its package and version");
        }
        var data = event.getData().toBytes();
        return new IncomingRelease(
                event.getSource().toString(),
                event.getId(),
                release(event.getType(), data),
                Optional.ofNullable(headers.getHeaderString("traceparent")),
                Optional.empty());
    }

    private static CloudEvent event(HttpHeaders headers, byte[] body) {
        try {
            return HttpMessageFactory.createReader(
                            header -> headers.getRequestHeaders()
                                    .forEach((name, values) -> header.accept(name, values.getFirst())),
                            body)
                    .toEvent();
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
            var reason = String.valueOf(e.getMessage());
            var field = ATTRIBUTES.stream()
                    .filter(attribute -> reason.toLowerCase(Locale.ROOT).contains("'" + attribute + "'"))
                    .findFirst();
            throw Problems.invalid(
                    field.orElse("body"),
                    null,
                    "the request is no CloudEvent 1.0: it needs ce-id, ce-source, ce-type and ce-specversion headers, or"
                            + " content type application/cloudevents+json; " + reason);
        }
    }

    private PackageVersionReleased release(String type, byte[] data) {
        try {
            var message = (PackageRelease) codec.read(Topic.PACKAGE_RELEASES, type, data);
            return switch (message) {
                case PackageVersionReleased release -> release;
            };
        } catch (UnreadableMessageException e) {
            var rule = String.valueOf(e.getMessage());
            if (rule.startsWith("type ")) {
                throw Problems.invalid("type", type, rule);
            }
            var field = FIELDS.stream().filter(rule::startsWith).findFirst();
            throw Problems.invalid(
                    field.orElse("data"), field.map(name -> value(data, name)).orElse(null), rule);
        }
    }

    /** The field's value as it came; null if it is missing. */
    private @Nullable String value(byte[] data, String field) {
        try {
            var value = mapper.readTree(data).path(field);
            return value.isMissingNode() || value.isNull() ? null : value.asText();
        } catch (IOException _) {
            // Not JSON; the rule says so.
            return null;
        }
    }
}
