package io.pushwave.simulator.http.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OAuthTest {
    private static final KeyPair KEYS = keyPair();
    private static final KeyPair OTHER_KEYS = keyPair();

    @TempDir
    Path folder;

    private Simulator simulator;
    private SalesforceClient client;

    private static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @BeforeEach
    void start() throws IOException {
        var pem = folder.resolve("key.pem");
        Files.writeString(
                pem,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(KEYS.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        simulator = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .orgs(10)
                .publicKeyFile(pem)
                .set(Setting.CLIENT_ID, "app")
                .set(Setting.USERNAME, "user@harbor.example")
                .build());
        client = new SalesforceClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String assertion(KeyPair signer, String issuer, String subject, String audience, Object expiry)
            throws JoseException {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(subject);
        claims.setAudience(audience);
        claims.setClaim("exp", expiry);
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(signer.getPrivate());
        signature.setAlgorithmHeaderValue("RS256");
        return signature.getCompactSerialization();
    }

    private SalesforceClient.Answer exchange(String assertion) throws IOException, InterruptedException {
        return client.form("grant_type="
                + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8)
                + "&assertion=" + assertion);
    }

    private static long inAnHour() {
        return Clock.systemUTC().instant().plus(Duration.ofHours(1)).getEpochSecond();
    }

    @Test
    void aSignedAssertionOpensASession() throws IOException, InterruptedException, JoseException {
        // When
        var answer = exchange(
                assertion(KEYS, "app", "user@harbor.example", simulator.url().toString(), inAnHour()));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("instance_url").asText())
                .isEqualTo(simulator.url().toString());
        assertThat(answer.json().path("id").asText()).matches("http://.*/id/00D\\w{15}/005\\w{15}");
        client.useToken(answer.json().path("access_token").asText());
        assertThat(client.get("/services/oauth2/userinfo")
                        .json()
                        .path("preferred_username")
                        .asText())
                .isEqualTo("user@harbor.example");
    }

    @Test
    void theAudienceMayEndInASlashAndTheExpiryMayBeInMilliseconds()
            throws IOException, InterruptedException, JoseException {
        // When
        var answer = exchange(assertion(KEYS, "app", "user@harbor.example", simulator.url() + "/", inAnHour() * 1_000));

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void anAssertionThatDoesNotFitIsRefusedWithTheReason() throws IOException, InterruptedException, JoseException {
        var here = simulator.url().toString();
        refused(assertion(OTHER_KEYS, "app", "user@harbor.example", here, inAnHour()), "invalid assertion");
        refused(assertion(KEYS, "other", "user@harbor.example", here, inAnHour()), "client identifier invalid");
        refused(assertion(KEYS, "app", "stranger", here, inAnHour()), "user hasn't approved this consumer");
        refused(assertion(KEYS, "app", "user@harbor.example", "http://elsewhere", inAnHour()), "audience is invalid");
        refused(assertion(KEYS, "app", "user@harbor.example", here, 1_000), "assertion is expired");
        refused("nonsense", "invalid assertion");
    }

    private void refused(String assertion, String reason) throws IOException, InterruptedException {
        var answer = exchange(assertion);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(answer.json().path("error_description").asText()).isEqualTo(reason);
    }

    @Test
    void anUnknownGrantTypeIsRefused() throws IOException, InterruptedException {
        // When
        var answer = client.form("grant_type=password");

        // Then
        assertThat(answer.json().path("error").asText()).isEqualTo("unsupported_grant_type");
    }

    @Test
    void theExpiryMayBeAText() throws IOException, InterruptedException, JoseException {
        // Given
        var address = simulator.url().toString();

        // When
        var answer = exchange(assertion(KEYS, "app", "user@harbor.example", address, String.valueOf(inAnHour())));
        var expired = exchange(assertion(KEYS, "app", "user@harbor.example", address, "1000"));
        var nonsense = exchange(assertion(KEYS, "app", "user@harbor.example", address, "soon"));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(expired.json().path("error_description").asText()).isEqualTo("assertion is expired");
        assertThat(nonsense.json().path("error_description").asText()).isEqualTo("assertion is expired");
    }
}
