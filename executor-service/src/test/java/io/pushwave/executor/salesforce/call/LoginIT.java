package io.pushwave.executor.salesforce.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.login.TestLogins;
import io.pushwave.executor.salesforce.postgres.SharedLogins;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.schema.SchemaMigration;
import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
class LoginIT {
    @Inject
    SalesforceHttp http;

    @Inject
    SharedLogins logins;

    @Inject
    SchemaMigration schema;

    @Inject
    ObjectMapper mapper;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Simulator simulator;
    private Path secret;

    @BeforeEach
    void start() throws IOException {
        Awaitility.await().until(schema::ready);
        simulator = Simulator.start(settings().build());
        secret = Files.writeString(folder.resolve("secret"), "hush\n");
    }

    @AfterEach
    void stop() {
        simulator.close();
        client.close();
    }

    @Test
    void anAppLogsInWithItsSecretAndSpeaksTheNewestVersion() {
        var session = executor(clientCredentials()).session();

        assertThat(session.token()).startsWith("00D");
        assertThat(session.version()).isEqualTo("67.0");
    }

    @Test
    void theVersionCanBeSaid() {
        var settings = clientCredentials();
        settings.put("api-version", "66.0");

        assertThat(executor(settings).session().version()).isEqualTo("66.0");
    }

    @Test
    void allExecutorsUseOneLogin() throws IOException, InterruptedException {
        var first = executor(clientCredentials()).session();

        var second = executor(clientCredentials()).session();

        assertThat(second.token()).isEqualTo(first.token());
        assertThat(loginCalls()).isOne();
    }

    @Test
    void aRefusedTokenIsReplacedOnceForAll() throws IOException, InterruptedException {
        var one = executor(clientCredentials());
        var other = executor(clientCredentials());
        var refused = one.session();
        var alsoRefused = other.session();

        var replaced = one.renewed(refused);

        assertThat(replaced.token()).isNotEqualTo(refused.token());
        assertThat(other.renewed(alsoRefused).token()).isEqualTo(replaced.token());
        assertThat(loginCalls()).isEqualTo(2);
    }

    @Test
    void aRefreshTokenThatIsReplacedAtEachUseIsHandedOnFromOneExecutorToTheNext() {
        var one = executor(refreshToken());
        var other = executor(refreshToken());
        var first = one.session();
        var second = one.renewed(first);

        var third = other.renewed(other.session());

        assertThat(third.token()).isNotIn(first.token(), second.token());
    }

    @Test
    void wrongCredentialsAreTriedAgainOnceTheirFileIsMended() throws IOException {
        Files.writeString(secret, "loud");
        var executor = executor(clientCredentials());
        assertThatThrownBy(executor::session)
                .isInstanceOf(PackagingException.class)
                .hasMessageContaining("The login failed")
                .hasMessageContaining("invalid_client");

        Files.writeString(secret, "hush");

        assertThat(executor.session().token()).isNotEmpty();
    }

    @Test
    void anAppThatSalesforceDoesNotKnowIsSaid() {
        var settings = clientCredentials();
        settings.put("client-id", "another-app");

        assertThatThrownBy(() -> executor(settings).session())
                .isInstanceOf(PackagingException.class)
                .hasMessageContaining("The login failed")
                .hasMessageContaining("client identifier invalid");
    }

    @Test
    void aRevokedRefreshTokenIsSaidAndItsFileMended() throws IOException, InterruptedException {
        simulator.close();
        simulator = Simulator.start(
                settings().set(Setting.REFRESH_TOKEN_ROTATION, false).build());
        var settings = refreshToken();
        var executor = executor(settings);
        var session = executor.session();
        Files.writeString(folder.resolve("refresh"), "revoked");
        assertThatThrownBy(() -> executor.renewed(session))
                .isInstanceOf(PackagingException.class)
                .hasMessageContaining("invalid_grant");

        Files.writeString(folder.resolve("refresh"), "first");

        assertThat(executor.session().token()).isNotEmpty();
    }

    @Test
    void aWrongPrivateKeyIsSaidAndItsFileMended() throws Exception {
        var keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        var right = keys.generateKeyPair();
        var publicKey = pem("public.pem", "PUBLIC KEY", right.getPublic().getEncoded());
        var file = pem(
                "private.pem",
                "PRIVATE KEY",
                keys.generateKeyPair().getPrivate().getEncoded());
        simulator.close();
        simulator = Simulator.start(settings().publicKeyFile(publicKey).build());
        var executor = executor(Map.of("login-flow", "jwt-bearer", "private-key-file", file.toString()));
        assertThatThrownBy(executor::session)
                .isInstanceOf(PackagingException.class)
                .hasMessageContaining("The login failed")
                .hasMessageContaining("invalid assertion");

        pem("private.pem", "PRIVATE KEY", right.getPrivate().getEncoded());

        assertThat(executor.session().token()).isNotEmpty();
    }

    @Test
    void aMissingFileIsNamed() {
        var settings = clientCredentials();
        settings.put("client-secret-file", folder.resolve("nowhere").toString());

        assertThatThrownBy(() -> executor(settings).session())
                .isInstanceOf(PackagingException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("client-secret-file");
    }

    private static SimulatorSettings.Builder settings() {
        return SimulatorSettings.builder()
                .port(0)
                .orgs(10)
                .set(Setting.CLIENT_ID, "app")
                .set(Setting.CLIENT_SECRET, "hush")
                .set(Setting.REFRESH_TOKEN, "first")
                .set(Setting.REFRESH_TOKEN_ROTATION, true);
    }

    private Path pem(String name, String kind, byte[] encoded) throws IOException {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }

    private Map<String, String> clientCredentials() {
        return new HashMap<>(Map.of("login-flow", "client-credentials", "client-secret-file", secret.toString()));
    }

    private Map<String, String> refreshToken() {
        try {
            var file = Files.writeString(folder.resolve("refresh"), "first");
            return Map.of(
                    "login-flow", "refresh-token",
                    "refresh-token-file", file.toString(),
                    "client-secret-file", secret.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The part of an executor that logs in. */
    private AccessTokens executor(Map<String, String> salesforce) {
        var settings = new HashMap<String, String>();
        salesforce.forEach((name, value) -> settings.put("pushwave.executor.salesforce." + name, value));
        settings.put("pushwave.executor.salesforce.login-url", simulator.url().toString());
        settings.putIfAbsent("pushwave.executor.salesforce.client-id", "app");
        var config = new SmallRyeConfigBuilder()
                .withMapping(ExecutorConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(ExecutorConfig.class);
        var credentials = TestLogins.credentials(config, Clock.systemUTC());
        return new AccessTokens(config, credentials, TestLogins.memory(credentials, logins, mapper), http, mapper);
    }

    private long loginCalls() throws IOException, InterruptedException {
        var log = client.send(
                HttpRequest.newBuilder(URI.create(simulator.url() + "/simulator/requests-log?path=*/oauth2/token"))
                        .build(),
                BodyHandlers.ofString());
        return log.body().lines().filter(line -> !line.isBlank()).count();
    }
}
