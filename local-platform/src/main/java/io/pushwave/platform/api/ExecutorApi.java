package io.pushwave.platform.api;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The executor's answers to people. */
public final class ExecutorApi {
    private static final int OK = 200;

    private final JsonHttp http;
    private final URI base;

    public ExecutorApi(JsonHttp http, URI base) {
        this.http = http;
        this.base = base;
    }

    /** What the executor believes about an org. */
    public record Org(String orgKey, Instant asOf, Optional<String> salesforceTrouble, List<Command> commands) {
        public Org {
            commands = List.copyOf(commands);
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
