package io.pushwave.executor;

import io.pushwave.executor.salesforce.LoginFlow;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMin;

/** How Salesforce is reached. */
public interface SalesforceConfig {
    /** Where tokens are asked for; a Salesforce host over https, or any loopback address. Also the JWT's audience. */
    @WithDefault("http://localhost:8090")
    URI loginUrl();

    /** How tokens are asked for: {@code jwt-bearer}, {@code client-credentials} or {@code refresh-token}. */
    @WithDefault("jwt-bearer")
    LoginFlow loginFlow();

    /** The connected app's consumer key; in the JWT bearer flow the issuer. */
    @WithDefault("pushwave")
    String clientId();

    /** The user on whose behalf Pushwave acts: the JWT's subject. The other flows know it by themselves. */
    @WithDefault("pushwave@example.com")
    String username();

    /**
     * For the JWT bearer flow: the private key that the connected app's certificate belongs to, PEM in PKCS#8. Credentials'
     * files are read anew for every login, so that they may be mounted or changed while the service runs. Without the file
     * nothing can be done, and readiness says so.
     */
    Optional<Path> privateKeyFile();

    /** For the client credentials flow, and for refresh tokens of apps that want it: the consumer secret. */
    Optional<Path> clientSecretFile();

    /** For the refresh token flow: the first refresh token. Newer ones are kept in the database, sealed with this one. */
    Optional<Path> refreshTokenFile();

    /** The API version, 66.0 or 67.0; by default the newest that Salesforce offers and Pushwave knows. */
    Optional<String> apiVersion();

    /** Longest wait for a connection. */
    @WithDefault("PT5S")
    Duration connectTimeout();

    /** Longest wait for an answer. 200 jobs a call take seconds in a slow org; the lease must be longer than this. */
    @WithDefault("PT30S")
    Duration callTimeout();

    /** Most tries of a read, 1 or more. Writes are never repeated blindly. */
    @Range(min = 1, max = 10, message = ExecutorConfig.RANGE)
    @WithDefault("3")
    int readTries();

    /** First wait between tries of a read; it doubles. */
    @DurationMin(millis = 1, message = "is ${validatedValue}, at least PT0.001S is expected")
    @WithDefault("PT0.2S")
    Duration readRetryWait();

    /**
     * Longest wait before the login is made anew to see whether it leads to the right org now, at least retry-longest; the
     * first is retry-longest, and they double. Each costs a call, and all that was known of the org.
     */
    @WithDefault("PT5M")
    Duration wrongOrgRecheck();

    /** How long an assertion for a token is valid, at most PT5M for Salesforce. */
    @WithDefault("PT3M")
    Duration assertionValidity();

    /**
     * How long a write without an answer is left to settle before its outcome is looked up: a request that is still on its
     * way when we look would be missed.
     */
    @WithDefault("PT2S")
    Duration settleTime();
}
