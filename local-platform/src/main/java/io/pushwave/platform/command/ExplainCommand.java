package io.pushwave.platform.command;

import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.ExecutorApi;
import io.pushwave.platform.api.JsonHttp;
import io.pushwave.platform.local.Part;
import io.pushwave.platform.local.PlatformException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./pushwave explain}: exit code 0 with an answer, 1 if the executor refuses the question or does not answer. */
@Command(name = "explain", description = "What the executor believes about one org, and why.")
public final class ExplainCommand implements Callable<Integer> {
    private static final int LIMIT_MAXIMUM = 1000;

    @Parameters(paramLabel = "ORG", description = "The org's id, 15 or 18 characters.")
    private String orgKey = "";

    @Option(names = "--limit", paramLabel = "N", description = "Newest commands at most, 1 to 1000 (default: 5).")
    private int limit = 5;

    @Option(
            names = "--executor",
            paramLabel = "URL",
            description = "The executor's address (default: that of the running platform).")
    private Optional<URI> executor = Optional.empty();

    @Option(names = "--json", description = "As the executor's JSON.")
    private boolean json;

    @Override
    public Integer call() throws PlatformException {
        if (limit < 1 || limit > LIMIT_MAXIMUM) {
            throw new PlatformException("--limit is " + limit + ", 1 to " + LIMIT_MAXIMUM + " is possible");
        }
        var address = address();
        try (var http = new JsonHttp()) {
            var answer = new ExecutorApi(http, address).org(orgKey, limit);
            System.out.println(json ? answer.json() : inWords(answer.org()));
            return 0;
        } catch (ApiException e) {
            System.err.println("pushwave: " + e.getMessage());
            return 1;
        }
    }

    static String inWords(ExecutorApi.Org org) {
        var text = new StringBuilder("Org %s, as of %s%n".formatted(org.orgKey(), org.asOf()));
        org.salesforceTrouble()
                .ifPresent(sentence ->
                        text.append("%nSalesforce cannot be worked with at present: %s%n".formatted(sentence)));
        if (org.commands().isEmpty()) {
            text.append("%nThe executor has never had a push command for this org.%n".formatted());
        }
        for (var command : org.commands()) {
            var facts = command.facts();
            text.append("%n%s since %s%n  campaign %s, wave %d, attempt %d, version %s%n  command %s%n"
                    .formatted(
                            facts.state(),
                            facts.since(),
                            facts.campaignId(),
                            facts.wave(),
                            facts.attempt(),
                            facts.packageVersionId(),
                            facts.commandId()));
            command.why()
                    .forEach(sentence -> text.append("  - ").append(sentence).append(System.lineSeparator()));
        }
        return text.toString().stripTrailing();
    }

    private URI address() throws PlatformException {
        if (executor.isPresent()) {
            return executor.get();
        }
        return PlatformState.read(Home.stateFile())
                .filter(PlatformState::isRunning)
                .map(state -> state.addresses().http(Part.EXECUTOR))
                .orElseThrow(
                        () -> new PlatformException(
                                "no platform is running here; --executor names an executor elsewhere, as in http://localhost:8082"));
    }
}
