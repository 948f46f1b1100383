package io.pushwave.platform.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.platform.explain.Installed;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The executor's answers to people. */
public final class ExecutorApi {
    private static final int OK = 200;

    private final JsonHttp http;
    private final URI base;

    public ExecutorApi(JsonHttp http, URI base) {
        this.http = http;
        this.base = base;
    }

    /**
     * What the executor believes about an org.
     *
     * @param known whether it knows the org at all; empty from an executor that does not tell
     * @param inventory what its copies of the subscribers have of the org, one entry or a list of them; a JSON null if none has it,
     *     null from an executor that does not tell
     */
    public record Org(
            String orgKey,
            Instant asOf,
            Optional<Boolean> known,
            Optional<String> salesforceTrouble,
            @Nullable JsonNode inventory,
            List<Command> commands) {
        public Org {
            commands = List.copyOf(commands);
        }

        /** What the copies of the subscribers have of it; empty from an executor that does not tell. */
        public Optional<List<Installed>> installations() {
            if (inventory == null) {
                return Optional.empty();
            }
            var installations = new ArrayList<Installed>();
            for (var entry : inventory.isObject() ? List.of(inventory) : inventory) {
                installations.add(new Installed(
                        entry.path("packageId").asText(),
                        entry.path("installedVersionId").asText(),
                        entry.path("orgName").asText(),
                        entry.path("orgStatus").asText(),
                        entry.path("pushBlocked").asBoolean(),
                        entry.path("uninstalled").asBoolean(),
                        entry.path("asOf").asText("")));
            }
            return Optional.of(installations);
        }

        /** Whether there is such an org; empty if that cannot be told from this. */
        public Optional<Boolean> exists() {
            return commands.isEmpty()
                    ? known.or(() -> installations().map(found -> !found.isEmpty()))
                    : Optional.of(true);
        }
    }

    /** One push command and its explanation. */
    public record Command(Facts facts, List<String> why) {
        public Command {
            why = List.copyOf(why);
        }
    }

    /** What is stored about a push command, as far as it is shown. */
    public record Facts(
            String commandId,
            String campaignId,
            int wave,
            int attempt,
            String packageVersionId,
            String state,
            Instant since) {}

    /** What came back: the raw JSON beside what it means. */
    public record OrgAnswer(Org org, String json) {}

    private record Problem(Optional<String> title, Optional<String> detail) {}

    /**
     * The newest commands of an org.
     *
     * @throws ApiException with the executor's own sentence if it refuses the question
     */
    public OrgAnswer org(String orgKey, int limit) throws ApiException {
        var address =
                base.resolve("/api/orgs/" + URLEncoder.encode(orgKey, StandardCharsets.UTF_8) + "?limit=" + limit);
        var answer = http.get(address);
        if (answer.status() != OK) {
            var problem = http.parse(answer.body(), Problem.class);
            throw new ApiException(
                    problem.detail().or(problem::title).orElse(address + " answered " + answer.status()));
        }
        return new OrgAnswer(http.parse(answer.body(), Org.class), answer.body());
    }
}
