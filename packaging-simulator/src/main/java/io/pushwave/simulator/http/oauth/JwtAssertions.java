package io.pushwave.simulator.http.oauth;

import io.pushwave.simulator.http.ApiSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/** Checks the assertions of the JWT bearer flow: RS256 signature if a key is known, issuer, subject, audience, expiry. */
final class JwtAssertions {
    /** The sf CLI sends milliseconds in {@code exp}; seconds have fewer digits until the year 5138. */
    private static final long FIRST_MILLISECOND_EXPIRY = 100_000_000_000L;

    private final JwtConsumer consumer;
    private final ApiSettings settings;

    JwtAssertions(ApiSettings settings) {
        this.settings = settings;
        var builder = new JwtConsumerBuilder().setSkipAllValidators().setRelaxVerificationKeyValidation();
        var key = settings.publicKeyFile().map(JwtAssertions::publicKey);
        if (key.isPresent()) {
            builder.setVerificationKey(key.get())
                    .setJwsAlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);
        } else {
            builder.setSkipSignatureVerification().setJwsAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        }
        consumer = builder.build();
    }

    /**
     * What is wrong with an assertion, as an {@code error_description}; empty if nothing is.
     *
     * @param address the simulator's own address as the client named it
     */
    Optional<String> fault(String assertion, String address, Instant now) {
        try {
            return fault(consumer.processToClaims(assertion), address, now);
        } catch (InvalidJwtException | MalformedClaimException unreadable) {
            return Optional.of("invalid assertion");
        }
    }

    private Optional<String> fault(JwtClaims claims, String address, Instant now) throws MalformedClaimException {
        var issuer = claims.getIssuer();
        if (issuer == null || !settings.clientId().map(issuer::equals).orElse(true)) {
            return Optional.of("client identifier invalid");
        }
        if (claims.getAudience().stream().noneMatch(audience -> isOurs(audience, address))) {
            return Optional.of("audience is invalid");
        }
        var subject = claims.getSubject();
        if (subject == null
                || !settings.username().map(subject::equalsIgnoreCase).orElse(true)) {
            return Optional.of("user hasn't approved this consumer");
        }
        return expired(claims.getClaimValue("exp"), now) ? Optional.of("assertion is expired") : Optional.empty();
    }

    private boolean isOurs(String audience, String address) {
        var stripped = audience.endsWith("/") ? audience.substring(0, audience.length() - 1) : audience;
        return stripped.equals(address)
                || stripped.equals(address + "/services/oauth2/token")
                || settings.audiences().contains(stripped);
    }

    private static boolean expired(@Nullable Object expiry, Instant now) {
        long value;
        try {
            // The documentation's own sample has it as a text.
            value = expiry instanceof Number number ? number.longValue() : Long.parseLong(String.valueOf(expiry));
        } catch (NumberFormatException notANumber) {
            return true;
        }
        var end = value >= FIRST_MILLISECOND_EXPIRY ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value);
        return end.isBefore(now);
    }

    /** Reads a public key or a certificate. */
    private static PublicKey publicKey(Path file) {
        try {
            var pem = Files.readString(file, StandardCharsets.US_ASCII);
            if (pem.contains("BEGIN CERTIFICATE")) {
                return CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                        .getPublicKey();
            }
            if (!pem.contains("BEGIN PUBLIC KEY")) {
                throw new IllegalArgumentException("public key file " + file
                        + " has neither a PUBLIC KEY nor a CERTIFICATE block; make one with: openssl pkey -pubout");
            }
            var encoded = String.join(
                    "", List.of(pem.replaceAll("-----[A-Z ]+-----", "").split("\\s+", -1)));
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("public key file " + file + " cannot be read", unreadable);
        } catch (GeneralSecurityException wrong) {
            throw new IllegalArgumentException("public key file " + file + " holds no RSA public key", wrong);
        }
    }
}
