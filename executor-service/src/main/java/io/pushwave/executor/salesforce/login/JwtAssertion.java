package io.pushwave.executor.salesforce.login;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.SalesforceConfig;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.SalesforceAddress;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.util.KeyUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Clock;

/** Signs the assertion of the JWT bearer flow. */
@ApplicationScoped
class JwtAssertion {
    private final SalesforceConfig config;
    private final Clock clock;

    JwtAssertion(ExecutorConfig config, Clock clock) {
        this.config = config.salesforce();
        this.clock = clock;
    }

    /**
     * A new assertion, valid for {@code salesforce.assertion-validity}.
     *
     * @param pem the private key's file as text
     * @throws PackagingException if it holds no usable key
     */
    String sign(String pem) {
        var now = clock.instant();
        return Jwt.issuer(config.clientId())
                .subject(config.username())
                .audience(new SalesforceAddress(config.loginUrl()).withoutSlash())
                .issuedAt(now)
                .expiresAt(now.plus(config.assertionValidity()))
                .sign(privateKey(pem));
    }

    private PrivateKey privateKey(String pem) {
        try {
            return KeyUtils.decodePrivateKey(pem);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new PackagingException(
                    ApiFailure.UNAVAILABLE,
                    "",
                    "The private key file " + config.privateKeyFile().orElseThrow()
                            + " holds no RSA key in PKCS#8 PEM (BEGIN PRIVATE KEY)",
                    e);
        }
    }
}
