package io.pushwave.planner.release.rest;

import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.PackageRelease;
import io.pushwave.contracts.Topic;
import io.pushwave.contracts.UnreadableMessageException;
import io.pushwave.http.Problems;
import io.pushwave.http.StrictJson;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.TextLimits;
import io.pushwave.planner.release.EventAttributes;
import io.pushwave.planner.release.ReleasedVersion;
import io.pushwave.planner.release.kafka.ReleasedVersions;
import io.pushwave.planner.release.postgres.IncomingRelease;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a release event from an HTTP request, structured or binary. */
@ApplicationScoped
class ReleaseEventReader {
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final MessageCodec codec = new MessageCodec();
    private final Set<String> passedOver;
    private final TextLimits limits;

    ReleaseEventReader(PlannerConfig config) {
        this.passedOver = config.release().passedOver();
        this.limits = new TextLimits(config.texts().byMaximum(), config.texts().reasonMaximum());
    }

    /** @throws HttpProblem 400, 415 or 422 that names field, value and rule */
    IncomingRelease read(HttpHeaders headers, byte @Nullable [] body) {
        var event = HttpEvent.of(headers.getRequestHeaders(), body == null ? new byte[0] : body);
        var attributes = event.attributes();
        EventAttributes.fault(attributes, passedOver).ifPresent(fault -> {
            throw problem(fault);
        });
        var release = release(required(attributes, "type"), event.data().get());
        limits.releaseFault(release.requestedBy(), release.reason()).ifPresent(fault -> {
            throw Problems.invalid(fault.field(), fault.value(), fault.rule());
        });
        return new IncomingRelease(
                required(attributes, "source"),
                required(attributes, "id"),
                release,
                Optional.ofNullable(headers.getHeaderString("traceparent"))
                        .filter(value -> TRACE_PARENT.matcher(value).matches()),
                Optional.empty());
    }

    private static HttpProblem problem(EventAttributes.Fault fault) {
        if (fault.unknown()) {
            return Problems.unknown(fault.field(), fault.value(), fault.rule());
        }
        return fault.field().equals("datacontenttype")
                ? Problems.unsupported(fault.field(), fault.value(), fault.rule())
                : Problems.invalid(fault.field(), fault.value(), fault.rule());
    }

    private static String required(Map<String, String> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name));
    }

    private ReleasedVersion release(String type, byte[] data) {
        try {
            return ReleasedVersions.of((PackageRelease) codec.read(Topic.PACKAGE_RELEASES, type, data));
        } catch (UnreadableMessageException e) {
            var fault = e.fault();
            if (fault.isEmpty()) {
                throw Problems.invalid("type", type, String.valueOf(e.getMessage()));
            }
            throw StrictJson.problem(e.getCause(), fault.get(), "data", data);
        }
    }
}
