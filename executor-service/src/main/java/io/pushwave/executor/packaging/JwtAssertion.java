package io.pushwave.executor.packaging;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.domain.ApiFailure;
import io.pushwave.executor.domain.PackagingException;
import io.pushwave.executor.domain.SalesforceAddress;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;

/** Signs the assertion of the JWT bearer flow. */
@ApplicationScoped
class JwtAssertion {
    private final ExecutorConfig.Salesforce config;
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
        var base64 = pem.replaceAll("-----(?:BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
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
