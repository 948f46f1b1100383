package io.pushwave.executor.org;

import io.pushwave.executor.following.JobPatience;
import io.pushwave.executor.org.CommandFacts.RequestFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in sentences where a push command stands, and why: values in, words out. */
public final class Explanation {
    private Explanation() {}

    /**
     * The sentences, most important first; never empty.
     *
     * @param jobTimeout how long Salesforce may take for a job from activation on
     */
    public static List<String> of(CommandFacts command, Duration jobTimeout, Instant now) {
        return switch (command.state()) {
            case WAITING -> waiting(command, now);
            case ASSIGNED -> inRequest(command, "It is in a push request that Salesforce has not been told to start.");
            case SCHEDULED -> active(command, jobTimeout, "Salesforce has its job and may begin it.");
            case STARTED -> active(command, jobTimeout, "Salesforce is installing the version in the org.");
            case OVERDUE -> overdue(command);
            case SUCCEEDED -> List.of("It has ended: the org has the version.");
            case REACHED ->
                ended(command, "It has ended: the org has the version, or one above it, and not by this push.");
            case LEFT_OUT ->
                ended(command, "It has ended: Salesforce cannot push to the org, for a reason that lies in the org.");
            case FAILED -> ended(command, "It has ended: this attempt did not bring the version into the org.");
            case CANCELLED -> ended(command, "It has ended: it was taken back before anything was installed.");
            case SKIPPED -> ended(command, "It has ended: nothing was pushed.");
        };
    }

    private static List<String> waiting(CommandFacts command, Instant now) {
        var sentences = new ArrayList<String>();
        sentences.add("It waits and is in no push request.");
        unread(command).ifPresent(sentences::add);
        brake(command).ifPresent(sentences::add);
        if (now.isBefore(command.notBefore())) {
            sentences.add("It may not be pushed before " + command.notBefore() + ".");
        }
        command.notAfter()
                .filter(now::isAfter)
                .ifPresent(end -> sentences.add(
                        "Its last moment of activation, " + end + ", has passed: it is about to be skipped."));
        command.comesFirst()
                .ifPresent(first -> sentences.add("Command " + first.commandId() + " of campaign " + first.campaignId()
                        + " comes first: it is " + first.state() + " since " + first.since()
                        + ", and an org has one push in flight per package."));
        if (sentences.size() == 1) {
            sentences.add("Nothing keeps it: it is about to be put into a push request.");
        }
        return sentences;
    }

    private static Optional<String> brake(CommandFacts command) {
        if (command.control().isEmpty()) {
            return Optional.of("No word about campaign " + command.campaignId() + " has come yet.");
        }
        var control = command.control().get();
        var since = " since " + control.storedAt() + (control.reason().isBlank() ? "" : ": " + control.reason()) + ".";
        return switch (control.state()) {
            case RUNNING -> Optional.empty();
            case HALTED -> Optional.of("The campaign is halted" + since);
            case ABORTED -> Optional.of("The campaign is aborted" + since + " It is about to be cancelled.");
            case ENDED -> Optional.of("The campaign has ended" + since + " It is about to be cancelled.");
        };
    }

    private static Optional<String> unread(CommandFacts command) {
        return command.unread()
                .map(control -> "A word about campaign " + command.campaignId() + " came at " + control.since()
                        + " that cannot be read: nothing new is begun until a newer one comes, or it is put back or dropped"
                        + " (GET /api/held-controls). It is no message because " + control.reason());
    }

    private static List<String> inRequest(CommandFacts command, String first) {
        var sentences = new ArrayList<String>();
        sentences.add(first);
        sentences.add(command.jobId().map(job -> "Its job is " + job + ".").orElse("It has no job yet."));
        command.request().ifPresent(request -> sentences.addAll(requestSentences(request)));
        unread(command).ifPresent(sentences::add);
        brake(command).ifPresent(sentences::add);
        return sentences;
    }

    private static List<String> active(CommandFacts command, Duration jobTimeout, String first) {
        var sentences = new ArrayList<>(inRequest(command, first));
        command.request()
                .ifPresent(request -> request.activatedAt()
                        .ifPresent(
                                at -> sentences.add("It was activated at " + at + "; if Salesforce does not end it by "
                                        + JobPatience.begin(at, request.scheduledStart())
                                                .plus(jobTimeout)
                                        + ", it is reported as timed out.")));
        return sentences;
    }

    private static List<String> overdue(CommandFacts command) {
        return inRequest(
                command,
                "It was reported as timed out at " + command.since()
                        + ". Its job may still run, so nothing else is pushed to the org until Salesforce answers or nobody"
                        + " waits for it any more.");
    }

    private static List<String> requestSentences(RequestFacts request) {
        var sentences = new ArrayList<String>();
        sentences.add("Its push request " + request.id()
                + request.salesforceId()
                        .map(id -> ", in Salesforce " + id + ",")
                        .orElse(", not known in Salesforce yet,")
                + " is " + request.state() + " since " + request.since() + " and starts at "
                + request.scheduledStart() + " or later.");
        request.waitsFor()
                .ifPresent(reason ->
                        sentences.add("The request waits: " + reason + ". It goes on at " + request.dueAt() + "."));
        request.workedOnBy().ifPresent(instance -> sentences.add("The instance " + instance + " is working on it."));
        return sentences;
    }

    private static List<String> ended(CommandFacts command, String first) {
        return List.of(
                first,
                command.endedBecause().map(reason -> "The reason: " + reason).orElse("The reason was not kept."));
    }
}
