package io.pushwave.platform.command;

import io.pushwave.contracts.SalesforceId;
import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.ExecutorApi;
import io.pushwave.platform.api.JsonHttp;
import io.pushwave.platform.api.StatusApi;
import io.pushwave.platform.explain.OrgStanding;
import io.pushwave.platform.explain.OrgStanding.ExecutorAnswer;
import io.pushwave.platform.explain.OrgStanding.StatusAnswer;
import io.pushwave.platform.explain.OrgStanding.Verdict;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./pushwave explain}. */
@Command(
        name = "explain",
        description =
                "Whether one org is planned, excluded, blocked, inactive or not there at all, what the executor has done"
                        + " about it, and why.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the org is known",
            "1:there is no such org, or nobody who could tell has answered",
            "2:what was given is no id of an org, or no platform is running here"
        })
public final class ExplainCommand implements Callable<Integer> {
    private static final int LIMIT_MAXIMUM = 1000;

    @Parameters(paramLabel = "ORG", description = "The org's id, 15 or 18 characters, case-sensitive.")
    private String orgKey = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Newest commands and campaigns at most, 1 to 1000 (default: 5).")
    private int limit = 5;

    @Option(
            names = "--executor",
            paramLabel = "URL",
            description = "The executor's address (default: that of the running platform).")
    private Optional<URI> executor = Optional.empty();

    @Option(
            names = "--status",
            paramLabel = "URL",
            description = "The status service's address (default: that of the running platform).")
    private Optional<URI> status = Optional.empty();

    @Option(names = "--json", description = "As one JSON object, with the answers of both services as they came.")
    private boolean json;

    /** What was asked, and what came of it. */
    record Findings(
            String orgKey,
            OrgStanding standing,
            Optional<ExecutorApi.OrgAnswer> executor,
            Optional<StatusApi.OrgAnswer> status,
            List<String> unanswered) {}

    @Override
    public Integer call() throws PlatformException {
        if (limit < 1 || limit > LIMIT_MAXIMUM) {
            throw new PlatformException("--limit is " + limit + ", 1 to " + LIMIT_MAXIMUM + " is possible");
        }
        SalesforceId.checked(orgKey, "00D", "ORG");
        try (var http = new JsonHttp()) {
            var findings = ask(http);
            if (json) {
                System.out.println(asJson(http, findings));
            } else {
                System.out.println(inWords(findings));
            }
            return exitCode(findings.standing().verdict());
        } catch (ApiException e) {
            System.err.println("pushwave: " + e.getMessage());
            return 1;
        }
    }

    /** Asks both services; fails only if neither has answered. */
    private Findings ask(JsonHttp http) throws PlatformException, ApiException {
        var unanswered = new ArrayList<String>();
        var executorAddress = address(executor, Part.EXECUTOR);
        var statusAddress = address(status, Part.STATUS);
        if (executorAddress.isEmpty() && statusAddress.isEmpty()) {
            throw new PlatformException(
                    "no platform is running here; --executor and --status name services elsewhere, as in"
                            + " --executor http://localhost:8082 --status http://localhost:8083");
        }
        Optional<ExecutorApi.OrgAnswer> executorAnswer = Optional.empty();
        if (executorAddress.isEmpty()) {
            unanswered.add(
                    "The executor was not asked (--executor names it): whether the org is blocked, inactive or there at"
                            + " all, and what was pushed, is not told here.");
        } else {
            try {
                executorAnswer = Optional.of(new ExecutorApi(http, executorAddress.get()).org(orgKey, limit));
            } catch (ApiException e) {
                unanswered.add(
                        "The executor has not answered: whether the org is blocked, inactive or there at all, and what"
                                + " was pushed, is not told here. " + e.getMessage());
            }
        }
        Optional<StatusApi.OrgAnswer> statusAnswer = Optional.empty();
        if (statusAddress.isEmpty()) {
            unanswered.add(
                    "The status service was not asked (--status names it): campaigns and reasons of exclusion are not"
                            + " told here.");
        } else {
            try {
                statusAnswer = Optional.of(new StatusApi(http, statusAddress.get()).org(orgKey, limit));
            } catch (ApiException e) {
                unanswered.add(
                        "The status service has not answered: campaigns and reasons of exclusion are not told here. "
                                + e.getMessage());
            }
        }
        if (executorAnswer.isEmpty() && statusAnswer.isEmpty()) {
            throw new ApiException(String.join(System.lineSeparator() + "pushwave: ", unanswered));
        }
        return new Findings(orgKey, standing(executorAnswer, statusAnswer), executorAnswer, statusAnswer, unanswered);
    }

    static OrgStanding standing(Optional<ExecutorApi.OrgAnswer> executor, Optional<StatusApi.OrgAnswer> status) {
        return OrgStanding.of(
                executor.map(ExecutorApi.OrgAnswer::org)
                        .map(org -> new ExecutorAnswer(
                                org.exists(),
                                !org.commands().isEmpty(),
                                org.installations().orElse(List.of()))),
                status.map(answer -> new StatusAnswer(answer.campaigns(), answer.absence())));
    }

    static int exitCode(Verdict verdict) {
        return switch (verdict) {
            case PLANNED, EXCLUDED, BLOCKED, INACTIVE, NOT_PLANNED -> 0;
            case NON_EXISTENT, UNKNOWN -> 1;
        };
    }

    static String inWords(Findings findings) {
        var text = new StringBuilder("Org " + findings.orgKey()
                + findings.executor()
                        .map(answer -> ", as of " + answer.org().asOf())
                        .orElse("")
                + "%n".formatted());
        findings.standing().sentences().forEach(sentence -> text.append("%n%s".formatted(sentence)));
        findings.unanswered().forEach(sentence -> text.append("%n%s".formatted(sentence)));
        text.append("%n".formatted());
        findings.executor().map(ExecutorApi.OrgAnswer::org).ifPresent(org -> {
            org.salesforceTrouble()
                    .ifPresent(sentence ->
                            text.append("%nSalesforce cannot be worked with at present: %s%n".formatted(sentence)));
            if (org.commands().isEmpty()) {
                text.append("%nThe executor has never had a push command for this org.%n".formatted());
            }
            org.commands().forEach(command -> text.append(inWords(command)));
        });
        return text.toString().stripTrailing();
    }

    private static String inWords(ExecutorApi.Command command) {
        var facts = command.facts();
        var text = new StringBuilder("%n%s since %s%n  campaign %s, wave %d, attempt %d, version %s%n  command %s%n"
                .formatted(
                        facts.state(),
                        facts.since(),
                        facts.campaignId(),
                        facts.wave(),
                        facts.attempt(),
                        facts.packageVersionId(),
                        facts.commandId()));
        command.why().forEach(sentence -> text.append("  - ").append(sentence).append(System.lineSeparator()));
        return text.toString();
    }

    private static String asJson(JsonHttp http, Findings findings) throws ApiException {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("orgKey", findings.orgKey());
        answer.put("verdict", findings.standing().verdict());
        answer.put("sentences", findings.standing().sentences());
        answer.put("unanswered", findings.unanswered());
        for (var service : List.of("executor", "status")) {
            var text = service.equals("executor")
                    ? findings.executor().map(ExecutorApi.OrgAnswer::json)
                    : findings.status().map(StatusApi.OrgAnswer::json);
            answer.put(service, text.isEmpty() ? Optional.empty() : http.parse(text.get(), Object.class));
        }
        return PlatformState.json(answer);
    }

    /** Who names one service elsewhere does not mean the other one of the platform that happens to run here. */
    private Optional<URI> address(Optional<URI> given, Part part) {
        if (executor.isPresent() || status.isPresent()) {
            return given;
        }
        return PlatformState.read(Home.stateFile())
                .filter(PlatformState::isRunning)
                .map(state -> state.addresses().http(part));
    }
}
