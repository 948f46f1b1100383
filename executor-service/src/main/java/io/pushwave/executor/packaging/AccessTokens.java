package io.pushwave.executor.packaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.domain.ApiFailure;
import io.pushwave.executor.domain.PackagingException;
import io.pushwave.executor.domain.SalesforceAddress;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Logs in with a signed assertion (OAuth JWT bearer) and keeps the token until Salesforce refuses it. Thread-safe. */
@ApplicationScoped
class AccessTokens {
    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final ExecutorConfig.Salesforce config;
    private final SalesforceHttp http;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final ReentrantLock login = new ReentrantLock();
    private volatile @Nullable Session session;

    AccessTokens(ExecutorConfig config, SalesforceHttp http, ObjectMapper mapper, Clock clock) {
        this.config = config.salesforce();
        this.http = http;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** A token and where it is good. */
    record Session(String token, SalesforceEndpoint endpoint) {
        String authorization() {
            return "Bearer " + token;
        }

        @Override
        public String toString() {
            return "Session[token withheld]";
        }
    }

    /** The token at hand, or a new one. */
    Session session() {
        var current = session;
        return current == null ? renewed(null) : current;
    }

    /** A token in place of one that Salesforce refused; many who ask at once share one login. */
    Session renewed(@Nullable Session refused) {
        login.lock();
        try {
            var current = session;
            if (current != null && !current.equals(refused)) {
                return current;
            }
            session = null;
            var fresh = logIn();
            session = fresh;
            return fresh;
        } finally {
            login.unlock();
        }
    }

    private Session logIn() {
        var assertion = assertion();
        var reply = http.send(
                Operation.LOGIN,
                () -> http.endpoint(new SalesforceAddress(config.loginUrl()), LoginEndpoint.class)
                        .token(GRANT_TYPE, assertion));
        if (!reply.successful()) {
            var refusal = reply.failure(mapper);
            // Credentials are mended outside of this program; the work waits for that instead of failing.
            throw http.failed(new PackagingException(
                    ApiFailure.UNAVAILABLE, refusal.errorCode(), "The login failed. " + refusal.sentence()));
        }
        var json = reply.json(mapper);
        var token = json.path("access_token").asText();
        var instance = json.path("instance_url").asText();
        if (token.isEmpty() || instance.isEmpty()) {
            throw http.failed(new PackagingException(
                    ApiFailure.UNAVAILABLE, "", "The login brought no access_token or no instance_url"));
        }
        return new Session(token, http.endpoint(address(instance), SalesforceEndpoint.class));
    }

    private SalesforceAddress address(String instance) {
        try {
            return new SalesforceAddress(URI.create(instance));
        } catch (IllegalArgumentException e) {
            throw http.failed(new PackagingException(
                    ApiFailure.UNAVAILABLE, "", "The login named an instance_url: " + e.getMessage(), e));
        }
    }

    private String assertion() {
        var now = clock.instant();
        return Jwt.issuer(config.clientId())
                .subject(config.username())
                .audience(new SalesforceAddress(config.loginUrl()).withoutSlash())
                .issuedAt(now)
                .expiresAt(now.plus(config.assertionValidity()))
                .sign(privateKey());
    }

    private PrivateKey privateKey() {
        var file = config.privateKeyFile()
                .orElseThrow(() -> http.failed(new PackagingException(
                        ApiFailure.UNAVAILABLE,
                        "",
                        "pushwave.executor.salesforce.private-key-file is not set: no login is possible")));
        try {
            var pem = Files.readString(file);
            var base64 =
                    pem.replaceAll("-----(?:BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (IOException e) {
            throw http.failed(new PackagingException(
                    ApiFailure.UNAVAILABLE, "", "The private key file " + file + " cannot be read", e));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw http.failed(new PackagingException(
                    ApiFailure.UNAVAILABLE,
                    "",
                    "The private key file " + file + " holds no RSA key in PKCS#8 PEM (BEGIN PRIVATE KEY)",
                    e));
        }
    }
}
