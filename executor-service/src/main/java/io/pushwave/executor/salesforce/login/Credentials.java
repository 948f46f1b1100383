package io.pushwave.executor.salesforce.login;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.SalesforceConfig;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Pushwave logs in with, read from its files anew for every login, so that they may be mounted, mended or changed while
 * the service runs.
 */
@ApplicationScoped
public class Credentials {
    private final SalesforceConfig config;
    private final JwtAssertion assertion;

    Credentials(ExecutorConfig config, JwtAssertion assertion) {
        this.config = config.salesforce();
        this.assertion = assertion;
    }

    /**
     * What Salesforce is asked with.
     *
     * @param newerRefreshToken one that Salesforce gave out in place of the file's
     * @throws PackagingException in a sentence that names the setting, if a file is missing or cannot be used
     */
    public Form grant(Optional<String> newerRefreshToken) {
        return switch (config.loginFlow()) {
            case JWT_BEARER ->
                new Form("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                        .param("assertion", assertion.sign(privateKey()));
            case CLIENT_CREDENTIALS ->
                new Form("grant_type", "client_credentials")
                        .param("client_id", config.clientId())
                        .param("client_secret", clientSecret());
            case REFRESH_TOKEN -> {
                var form = new Form("grant_type", "refresh_token")
                        .param("client_id", config.clientId())
                        .param("refresh_token", newerRefreshToken.orElseGet(this::refreshToken));
                yield config.clientSecretFile().isEmpty() ? form : form.param("client_secret", clientSecret());
            }
        };
    }

    /** What only those know who may log in: what is kept of a login is sealed with it. */
    String secret() {
        return switch (config.loginFlow()) {
            case JWT_BEARER -> privateKey();
            case CLIENT_CREDENTIALS -> clientSecret();
            case REFRESH_TOKEN -> refreshToken();
        };
    }

    /** Whom the login is for: tokens are shared among those who have the same. Not secret. */
    public String login() {
        return String.join(
                " ", config.loginFlow().name(), config.loginUrl().toString(), config.clientId(), config.username());
    }

    private String privateKey() {
        return read("private-key-file", config.privateKeyFile());
    }

    private String clientSecret() {
        return read("client-secret-file", config.clientSecretFile());
    }

    private String refreshToken() {
        return read("refresh-token-file", config.refreshTokenFile());
    }

    private static String read(String setting, Optional<Path> file) {
        var path = file.orElseThrow(() -> new PackagingException(
                ApiFailure.UNAVAILABLE,
                "",
                "pushwave.executor.salesforce." + setting + " is not set: no login is possible"));
        String content;
        try {
            content = Files.readString(path).strip();
        } catch (IOException e) {
            throw new PackagingException(
                    ApiFailure.UNAVAILABLE, "", "The file " + path + " (" + setting + ") cannot be read", e);
        }
        if (content.isEmpty()) {
            throw new PackagingException(
                    ApiFailure.UNAVAILABLE, "", "The file " + path + " (" + setting + ") is empty");
        }
        return content;
    }
}
