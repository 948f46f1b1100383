package io.pushwave.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Says of every operation what it answers to a request that it cannot serve. Every one refuses what breaks a rule and what it does
 * not know, and may be asked while it cannot answer; an operation that refuses anything else names the status and when it does,
 * and gets schema and example from here unless it has its own.
 */
@OpenApiFilter(stages = {OpenApiFilter.RunStage.BUILD, OpenApiFilter.RunStage.RUNTIME_STARTUP})
public class ProblemAnswers implements OASFilter {
    private static final String SCHEMA = "Problem";
    private static final String PROBLEM = HttpProblem.MEDIA_TYPE.toString();

    @Override
    public Operation filterOperation(Operation operation) {
        var answers = operation.getResponses();
        if (answers == null) {
            return operation;
        }
        say(answers, "400", "A part of the request breaks a rule: field, value and rule say which");
        say(answers, "422", "A part of the request is unknown, so it may ask for something that is not done");
        say(answers, "503", "The service or its database does not answer; Retry-After says when to ask again");
        if (operation.getRequestBody() != null) {
            say(answers, "415", "The body has a form that is not read");
        }
        answers.getAPIResponses().forEach((status, answer) -> {
            if (status.matches("[45]..") && answer.getRef() == null) {
                describe(status, answer);
            }
        });
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        components.addSchema(SCHEMA, schema());
        document.setComponents(components);
    }

    private static void say(APIResponses answers, String status, String description) {
        if (!answers.hasAPIResponse(status)) {
            answers.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
        }
    }

    private static void describe(String status, APIResponse answer) {
        if (answer.getContent() == null) {
            answer.content(OASFactory.createContent().addMediaType(PROBLEM, OASFactory.createMediaType()));
        }
        var media = answer.getContent().getMediaType(PROBLEM);
        if (media == null) {
            return;
        }
        if (media.getSchema() == null) {
            media.schema(OASFactory.createSchema().ref(SCHEMA));
        }
        if (media.getExample() == null
                && (media.getExamples() == null || media.getExamples().isEmpty())) {
            example(status).ifPresent(problem -> media.example(members(problem)));
        }
        if (status.equals("503")) {
            answer.addHeader(
                    "Retry-After",
                    OASFactory.createHeader()
                            .description("Seconds")
                            .schema(OASFactory.createSchema().addType(SchemaType.INTEGER)));
        }
    }

    /** An answer as it is given; empty where only the operation can know one. */
    private static Optional<HttpProblem> example(String status) {
        return switch (status) {
            case "400" ->
                Optional.of(Problems.invalid("limit", "0", "limit is '0', a whole number from 1 to 200 is expected"));
            case "404" -> Optional.of(Problems.notFound("campaignId", "b1f6a1c0-2f0e-7d1a-9a53-0c8f5b1d2e3f"));
            case "412" ->
                Optional.of(Problems.outdated(
                        "If-Match",
                        "\"1f2e3d\"",
                        "what If-Match names was changed meanwhile",
                        Optional.of("\"4c5b6a\"")));
            case "413" -> Optional.of(BodyLimit.exceeded("300000", 262_144));
            case "415" ->
                Optional.of(Problems.problem(415, "http-415", "Unsupported Media Type", ProblemMappers.detail(415)));
            case "422" -> Optional.of(Problems.unknown("dryRun", "true", "dryRun is unknown; known are after, limit"));
            case "428" ->
                Optional.of(Problems.unconditional(
                        "If-Match", "If-Match is missing: the ETag of what is changed is expected"));
            case "503" -> Optional.of(Problems.unavailable(ProblemMappers.DATABASE_AWAY));
            default -> Optional.empty();
        };
    }

    private static Map<String, Object> members(HttpProblem problem) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", String.valueOf(problem.getType()));
        members.put("title", problem.getTitle());
        members.put("status", problem.getStatusCode());
        members.put("detail", problem.getDetail());
        members.putAll(problem.getParameters());
        return members;
    }

    private static Schema schema() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("A problem as RFC 9457 has it")
                .addProperty("type", text("What kind of problem it is, for programs"))
                .addProperty("title", text("What kind of problem it is, for people"))
                .addProperty(
                        "status",
                        OASFactory.createSchema().addType(SchemaType.INTEGER).description("The HTTP status"))
                .addProperty("detail", text("What is wrong, for people"))
                .addProperty("instance", text("The address that was asked"))
                .addProperty("field", text("Which part of the request it is about"))
                .addProperty("value", text("What the request had there; absent where it is missing"))
                .addProperty("rule", text("What is expected there"))
                .addProperty("violations", violations())
                .required(List.of("status", "title"));
    }

    private static Schema violations() {
        return OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .description("All parts that are wrong, the first one included, where more than one may be")
                .items(OASFactory.createSchema()
                        .addType(SchemaType.OBJECT)
                        .addProperty("field", text("Which part of the request it is about"))
                        .addProperty("value", OASFactory.createSchema().description("What the request had there"))
                        .addProperty("rule", text("What is expected there"))
                        .required(List.of("field", "rule")));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
