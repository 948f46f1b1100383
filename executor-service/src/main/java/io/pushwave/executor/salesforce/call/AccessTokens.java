package io.pushwave.executor.salesforce.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.SalesforceConfig;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.ApiVersion;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.SalesforceAddress;
import io.pushwave.executor.salesforce.login.Credentials;
import io.pushwave.executor.salesforce.login.LoginEndpoint;
import io.pushwave.executor.salesforce.login.LoginMemory;
import io.pushwave.executor.salesforce.login.LoginMemory.Login;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The token at hand, kept until Salesforce refuses it. Before this instance logs in, it takes what another instance has
 * brought. Thread-safe.
 */
@ApplicationScoped
public class AccessTokens {
    private final SalesforceConfig config;
    private final Credentials credentials;
    private final LoginMemory memory;
    private final SalesforceHttp http;
    private final ObjectMapper mapper;
    private final ReentrantLock login = new ReentrantLock();
    private volatile @Nullable Session session;

    AccessTokens(
            ExecutorConfig config,
            Credentials credentials,
            LoginMemory memory,
            SalesforceHttp http,
            ObjectMapper mapper) {
        this.config = config.salesforce();
        this.credentials = credentials;
        this.memory = memory;
        this.http = http;
        this.mapper = mapper;
    }

    /**
     * A token, where it is good, and the API version spoken there.
     *
     * @param instance the address, as people know it
     */
    public record Session(String token, String instance, String version, SalesforceEndpoint endpoint) {
        String authorization() {
            return "Bearer " + token;
        }

        @Override
        public String toString() {
            return "Session[token withheld]";
        }
    }

    /** The token at hand, or a new one. */
    public Session session() {
        var current = session;
        return current == null ? renewed(null) : current;
    }

    /** A token in place of one that Salesforce refused; many who ask at once share one login. */
    public Session renewed(@Nullable Session refused) {
        login.lock();
        try {
            var current = session;
            if (current != null && !current.equals(refused)) {
                return current;
            }
            session = null;
            var fresh = open(logIn(Optional.ofNullable(refused).map(Session::token)));
            session = fresh;
            return fresh;
        } catch (PackagingException e) {
            throw http.failed(e);
        } finally {
            login.unlock();
        }
    }

    /** What another instance brought, or a login of this one's own. */
    private Login logIn(Optional<String> refusedToken) {
        var known = memory.recall();
        var shared = known.login().filter(one -> !refusedToken.equals(Optional.of(one.token())));
        if (shared.isPresent()) {
            return shared.get();
        }
        try {
            var fresh = ask(known.login().flatMap(Login::refreshToken));
            return memory.keep(known, fresh) ? fresh : memory.recall().login().orElse(fresh);
        } catch (PackagingException e) {
            // A refresh token that is given out anew at each use is good once: another instance may have used it.
            return memory.recall().after(known).orElseThrow(() -> e);
        }
    }

    private Login ask(Optional<String> refreshToken) {
        var grant = credentials.grant(refreshToken);
        var reply = http.send(
                Operation.LOGIN,
                () -> http.endpoint(new SalesforceAddress(config.loginUrl()), LoginEndpoint.class)
                        .token(grant));
        if (!reply.successful()) {
            var refusal = reply.failure(mapper);
            // Credentials are mended outside of this program; the work waits for that instead of failing.
            throw new PackagingException(
                    ApiFailure.UNAVAILABLE, refusal.errorCode(), "The login failed. " + refusal.sentence());
        }
        var json = reply.json(mapper);
        var token = json.path("access_token").asText();
        var instance = json.path("instance_url").asText();
        if (token.isEmpty() || instance.isEmpty()) {
            throw new PackagingException(
                    ApiFailure.UNAVAILABLE, "", "The login brought no access_token or no instance_url");
        }
        var rotated = Optional.of(json.path("refresh_token").asText()).filter(text -> !text.isEmpty());
        return new Login(token, instance, rotated.or(() -> refreshToken));
    }

    private Session open(Login fresh) {
        var address = address(fresh.instance());
        return new Session(
                fresh.token(),
                address.withoutSlash(),
                version(address).toString(),
                http.endpoint(address, SalesforceEndpoint.class));
    }

    private static SalesforceAddress address(String instance) {
        try {
            return new SalesforceAddress(URI.create(instance));
        } catch (IllegalArgumentException e) {
            throw new PackagingException(
                    ApiFailure.UNAVAILABLE, "", "The login named an instance_url: " + e.getMessage(), e);
        }
    }

    private ApiVersion version(SalesforceAddress address) {
        if (config.apiVersion().isPresent()) {
            return ApiVersion.parse(config.apiVersion().get());
        }
        var reply = http.send(
                Operation.VERSIONS,
                () -> http.endpoint(address, VersionsEndpoint.class).versions());
        if (!reply.successful()) {
            throw reply.failure(mapper);
        }
        var offered = new ArrayList<String>();
        reply.json(mapper)
                .forEach(version -> offered.add(version.path("version").asText()));
        return ApiVersion.newestOf(offered)
                .orElseThrow(() -> new PackagingException(
                        ApiFailure.UNAVAILABLE,
                        "",
                        "Salesforce offers the API versions " + offered + ", and Pushwave knows " + ApiVersion.OLDEST
                                + " to " + ApiVersion.NEWEST));
    }
}
