package io.pushwave.executor.salesforce.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.request.PushableVersion;
import io.pushwave.executor.request.PushableVersion.KnownVersion;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.call.AccessTokens;
import io.pushwave.executor.salesforce.call.AccessTokens.Session;
import io.pushwave.executor.salesforce.call.Operation;
import io.pushwave.executor.salesforce.call.SalesforceCalls;
import io.pushwave.executor.salesforce.call.SalesforceState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the org that is logged in to has of packages and versions. In a wrong org (a Dev Hub that does not own the package)
 * every question finds nothing and every org is refused, so nothing is begun, and nothing is believed, before the org is known
 * to be the right one. Asked once per login: a call for a package, and one for a version. Thread-safe.
 */
@ApplicationScoped
public class KnownPackages {
    private final SalesforceCalls calls;
    private final AccessTokens tokens;
    private final SalesforceState state;
    private final Duration firstRecheck;
    private final Duration longestRecheck;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private final Map<String, Missed> missed = new ConcurrentHashMap<>();
    private volatile @Nullable Answers answers;

    KnownPackages(
            SalesforceCalls calls, AccessTokens tokens, SalesforceState state, ExecutorConfig config, Clock clock) {
        this.calls = calls;
        this.tokens = tokens;
        this.state = state;
        this.firstRecheck = config.retryLongest();
        this.longestRecheck = config.salesforce().wrongOrgRecheck();
        this.clock = clock;
    }

    /** What was answered with one login. */
    private record Answers(Session session, Map<String, String> packageNames, Set<String> pushableVersions) {}

    /** A package that the org does not own, and when the org is looked at again. */
    private record Missed(String sentence, Duration pause, Instant again) {}

    /**
     * The name of a package.
     *
     * @throws PackagingException WRONG_ORG, in a sentence for people, if the org does not own the package. Somebody mends
     *     that outside, so from time to time the credentials are read anew for another login
     */
    public String nameOf(String packageId) {
        var name = answers().packageNames().get(packageId);
        return name == null ? ask(packageId) : name;
    }

    /**
     * Why no push of a version can work; empty if one can.
     *
     * @throws PackagingException as {@link #nameOf}
     */
    public Optional<Failure> refusal(String packageId, String packageVersionId) {
        var name = nameOf(packageId);
        var answers = answers();
        if (answers.pushableVersions().contains(packageVersionId)) {
            return Optional.empty();
        }
        var refusal = PushableVersion.refusal(packageId, name, packageVersionId, version(packageVersionId));
        if (refusal.isEmpty() && tokens.session().equals(answers.session())) {
            answers.pushableVersions().add(packageVersionId);
        }
        return refusal;
    }

    private Answers answers() {
        var session = tokens.session();
        var current = answers;
        if (current != null && current.session().equals(session)) {
            return current;
        }
        var fresh = new Answers(session, new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
        answers = fresh;
        return fresh;
    }

    /** One at a time: the others find the answer when it is their turn. */
    private String ask(String packageId) {
        asking.lock();
        try {
            var miss = missed.get(packageId);
            if (miss != null) {
                if (clock.instant().isBefore(miss.again())) {
                    throw wrongOrg(packageId, miss.sentence());
                }
                tokens.renewed(tokens.session());
            }
            var answers = answers();
            var known = Optional.ofNullable(answers.packageNames().get(packageId));
            var name = known.or(() -> packageName(packageId));
            if (name.isEmpty()) {
                throw miss(packageId, answers.session());
            }
            missed.remove(packageId);
            state.accepted(packageId);
            // If there was another login meanwhile, it is not sure which org answered.
            if (tokens.session().equals(answers.session())) {
                answers.packageNames().put(packageId, name.get());
            }
            return name.get();
        } finally {
            asking.unlock();
        }
    }

    private PackagingException miss(String packageId, Session session) {
        var sentence = "The org at " + session.instance() + " does not own package " + packageId
                + ": log in to its Dev Hub or packaging org";
        var wait = Optional.ofNullable(missed.get(packageId))
                .map(before -> before.pause().multipliedBy(2))
                .map(doubled -> doubled.compareTo(longestRecheck) < 0 ? doubled : longestRecheck)
                .orElse(firstRecheck);
        missed.put(packageId, new Missed(sentence, wait, clock.instant().plus(wait)));
        return wrongOrg(packageId, sentence);
    }

    private PackagingException wrongOrg(String packageId, String sentence) {
        state.refused(packageId, sentence);
        return new PackagingException(ApiFailure.WRONG_ORG, "", sentence);
    }

    private Optional<String> packageName(String packageId) {
        return first("SELECT Id, Name FROM MetadataPackage WHERE Id = " + Soql.text(packageId))
                .map(row -> row.path("Name").asText(""));
    }

    private Optional<KnownVersion> version(String packageVersionId) {
        return first("SELECT Id, MetadataPackageId, ReleaseState, IsDeprecated FROM MetadataPackageVersion WHERE Id = "
                        + Soql.text(packageVersionId))
                .map(row -> new KnownVersion(
                        row.path("MetadataPackageId").asText(),
                        row.path("ReleaseState").asText().equals("Released"),
                        row.path("IsDeprecated").asBoolean()));
    }

    private Optional<JsonNode> first(String soql) {
        var rows = new ArrayList<JsonNode>();
        calls.query(Operation.CHECK_PACKAGE, soql, records -> records.forEach(rows::add));
        return rows.stream().findFirst();
    }
}
