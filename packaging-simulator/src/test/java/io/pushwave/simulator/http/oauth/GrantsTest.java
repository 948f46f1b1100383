package io.pushwave.simulator.http.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refresh tokens, client credentials, revocation, and who a session belongs to. */
final class GrantsTest {
    private static final String REFRESH = "grant_type=refresh_token&client_id=app&refresh_token=";

    private Simulator simulator = simulator(SimulatorSettings.builder());
    private SalesforceClient client = new SalesforceClient(simulator);

    private static Simulator simulator(SimulatorSettings.Builder settings) {
        return Simulator.start(settings.port(0)
                .orgs(10)
                .speed(0)
                .set(Setting.CLIENT_ID, "app")
                .set(Setting.CLIENT_SECRET, "secret")
                .set(Setting.REFRESH_TOKEN, "5Aep861preset")
                .build());
    }

    private void restartWith(Setting setting, Object value) {
        simulator.close();
        simulator = simulator(SimulatorSettings.builder().set(setting, value));
        client = new SalesforceClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String accessToken(SalesforceClient.Answer answer) {
        return answer.json().path("access_token").asText();
    }

    private boolean works(String token) throws IOException, InterruptedException {
        client.useToken(token);
        return client.get("/services/data/v66.0/limits").status() == 200;
    }

    @Test
    void aRefreshTokenOpensSessionsAgainAndAgain() throws IOException, InterruptedException {
        // When
        var first = client.form(REFRESH + "5Aep861preset");
        var second = client.form(REFRESH + "5Aep861preset&client_secret=secret");

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("instance_url").asText())
                .isEqualTo(simulator.url().toString());
        assertThat(first.json().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(first.json().has("refresh_token")).isFalse();
        assertThat(accessToken(second)).isNotEqualTo(accessToken(first));
        assertThat(works(accessToken(first))).isTrue();
        assertThat(works(accessToken(second))).isTrue();
    }

    @Test
    void aRotatedRefreshTokenIsGoodForOneExchange() throws IOException, InterruptedException {
        // Given
        restartWith(Setting.REFRESH_TOKEN_ROTATION, true);

        // When
        var first = client.form(REFRESH + "5Aep861preset");
        var again = client.form(REFRESH + "5Aep861preset");
        var next = client.form(REFRESH + first.json().path("refresh_token").asText());

        // Then
        assertThat(first.json().path("refresh_token").asText()).startsWith("5Aep861");
        assertThat(again.json().path("error_description").asText()).isEqualTo("expired access/refresh token");
        assertThat(next.status()).isEqualTo(200);
        assertThat(works(accessToken(first))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                                  | unsupported_grant_type | grant type not supported
            grant_type=password                                                 | unsupported_grant_type | grant type not supported
            grant_type=refresh_token                                            | invalid_client_id      | client identifier invalid
            grant_type=refresh_token&client_id=app                              | invalid_grant          | expired access/refresh token
            grant_type=refresh_token&client_id=app&refresh_token=wrong          | invalid_grant          | expired access/refresh token
            grant_type=refresh_token&client_id=other&refresh_token=5Aep861preset | invalid_client_id     | client identifier invalid
            grant_type=refresh_token&client_id=app&refresh_token=5Aep861preset&client_secret=x | invalid_client | invalid client credentials
            grant_type=client_credentials                                       | invalid_client_id      | client identifier invalid
            grant_type=client_credentials&client_id=other&client_secret=secret  | invalid_client_id      | client identifier invalid
            grant_type=client_credentials&client_id=app                         | invalid_client         | invalid client credentials
            grant_type=client_credentials&client_id=app&client_secret=x         | invalid_client         | invalid client credentials
            grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer              | invalid_grant          | invalid assertion
            """)
    void aLoginThatDoesNotFitIsRefusedWithTheReason(String form, String error, String description)
            throws IOException, InterruptedException {
        // When
        var answer = client.form(form);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
    }

    @Test
    void clientCredentialsNeedAUserToRunAs() throws IOException, InterruptedException {
        // Given
        restartWith(Setting.CLIENT_CREDENTIALS_USER, false);

        // When
        var answer = client.form("grant_type=client_credentials&client_id=app&client_secret=secret");

        // Then
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":\"invalid_grant\",\"error_description\":\"no client credentials user enabled\"}");
    }

    @Test
    void withoutTheSettingThereIsNoRefreshToken() throws IOException, InterruptedException {
        // Given
        restartWith(Setting.SEED, 7);
        simulator.close();
        simulator = Simulator.start(SimulatorSettings.builder().port(0).orgs(10).build());
        client = new SalesforceClient(simulator);

        // When
        var refreshed = client.form("grant_type=refresh_token&client_id=any&refresh_token=");
        var granted = client.form("grant_type=client_credentials&client_id=any&client_secret=any");

        // Then
        assertThat(refreshed.json().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(granted.json().has("refresh_token")).isFalse();
    }

    @Test
    void refreshTokensSurviveASnapshot() throws IOException, InterruptedException {
        // Given
        restartWith(Setting.REFRESH_TOKEN_ROTATION, true);
        var first = client.form(REFRESH + "5Aep861preset");
        var next = first.json().path("refresh_token").asText();
        var snapshot = client.snapshot();
        restartWith(Setting.REFRESH_TOKEN_ROTATION, true);

        // When
        var restored = client.restore(snapshot);

        // Then
        assertThat(restored.status()).as(restored.body()).isEqualTo(200);
        assertThat(client.form(REFRESH + "5Aep861preset").status()).isEqualTo(400);
        var second = client.form(REFRESH + next);
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.json().path("refresh_token").asText()).isNotEqualTo(next);
        assertThat(works(accessToken(first))).isTrue();
        client.form(
                "/services/oauth2/revoke",
                "token=" + second.json().path("refresh_token").asText());
        assertThat(works(accessToken(first))).isFalse();
    }

    @Test
    void aRevokedSessionIsOver() throws IOException, InterruptedException {
        // Given
        var kept = accessToken(client.form(REFRESH + "5Aep861preset"));
        var ended = accessToken(client.form(REFRESH + "5Aep861preset"));

        // When
        var answer = client.form("/services/oauth2/revoke", "token=" + ended);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(works(ended)).isFalse();
        assertThat(works(kept)).isTrue();
        assertThat(client.form(REFRESH + "5Aep861preset").status()).isEqualTo(200);
    }

    @Test
    void aRevokedRefreshTokenTakesItsSessionsWithIt() throws IOException, InterruptedException {
        // Given
        var refreshed = accessToken(client.form(REFRESH + "5Aep861preset"));
        var other = accessToken(client.form("grant_type=client_credentials&client_id=app&client_secret=secret"));

        // When
        var answer = client.get("/services/oauth2/revoke?token=5Aep861preset");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(works(refreshed)).isFalse();
        assertThat(works(other)).isTrue();
        assertThat(client.form(REFRESH + "5Aep861preset")
                        .json()
                        .path("error_description")
                        .asText())
                .isEqualTo("expired access/refresh token");
    }

    @Test
    void aTokenThatIsNoneCannotBeRevoked() throws IOException, InterruptedException {
        // When
        var answer = client.form("/services/oauth2/revoke", "token=nonsense");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"invalid_token\",\"error_description\":\"invalid token: nonsense\"}");
    }

    @Test
    void theIdOfASessionLeadsToItsUser() throws IOException, InterruptedException {
        // Given
        var session = client.form(REFRESH + "5Aep861preset").json();
        client.useToken(session.path("access_token").asText());
        var path =
                session.path("id").asText().substring(simulator.url().toString().length());

        // When
        var identity = client.get(path + "?format=json");

        // Then
        assertThat(identity.status()).isEqualTo(200);
        assertThat(identity.json().path("id")).isEqualTo(session.path("id"));
        assertThat(path)
                .isEqualTo("/id/" + identity.json().path("organization_id").asText() + "/"
                        + identity.json().path("user_id").asText());
        assertThat(client.get("/services/data/v66.0").json().path("identity")).isEqualTo(session.path("id"));
        assertThat(client.get("/services/oauth2/userinfo").json().path("user_id"))
                .isEqualTo(identity.json().path("user_id"));
    }

    @Test
    void anIdentityIsRefusedInWordsThatClientsKnow() throws IOException, InterruptedException {
        // Given
        var session = client.form(REFRESH + "5Aep861preset").json();
        var path =
                session.path("id").asText().substring(simulator.url().toString().length());

        // When
        var missing = client.get(path);
        client.useToken("00D5g!AQwrong");
        var bad = client.get(path);
        client.useToken(session.path("access_token").asText());
        var wrongOrg = client.get(path.replaceFirst("/id/[^/]+", "/id/00D5g0000000000"));
        var wrongUser = client.get(path.replaceFirst("/[^/]+$", "/0055g0000000009"));

        // Then
        assertThat(missing.status() + missing.body()).isEqualTo("403Missing_OAuth_Token");
        assertThat(bad.status() + bad.body()).isEqualTo("403Bad_OAuth_Token");
        assertThat(wrongOrg.status() + wrongOrg.body()).isEqualTo("403Wrong_Org");
        assertThat(wrongUser.status() + wrongUser.body()).isEqualTo("404Bad_Id");
    }

    @Test
    void tokensAreAskedForWithPost() throws IOException, InterruptedException {
        // When
        var answer = client.get("/services/oauth2/token");

        // Then
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.errorCode()).isEqualTo("METHOD_NOT_ALLOWED");
    }

    @ParameterizedTest
    @CsvSource({"app:secret, 200", "app:wrong, 400", "app, 400", "other:secret, 400"})
    void clientCredentialsMayComeByHttpBasic(String pair, int status) throws IOException, InterruptedException {
        // When
        var answer = client.call(
                "POST",
                "/services/oauth2/token",
                "grant_type=client_credentials",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "TOKEN, 401, INVALID_AUTH_HEADER",
        "Token TOKEN, 401, INVALID_AUTH_HEADER",
        "Basic TOKEN, 401, INVALID_AUTH_HEADER",
        "Bearer, 401, INVALID_AUTH_HEADER",
        "'', 401, INVALID_AUTH_HEADER",
        "Bearer forged, 401, INVALID_SESSION_ID",
        "Bearer TOKEN, 200, ''",
        "bearer TOKEN, 200, ''",
        "OAuth TOKEN, 200, ''"
    })
    void aTokenComesBehindASchemeThatIsKnown(String header, int status, String code)
            throws IOException, InterruptedException {
        // Given
        var token = client.login().token();

        // When
        var answer =
                client.call("GET", "/services/data/v66.0/limits", "", "Authorization", header.replace("TOKEN", token));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
    }

    @Test
    void withoutAnyAuthorizationTheSessionIsInvalid() throws IOException, InterruptedException {
        // When
        var answer = client.get("/services/data/v66.0/limits");

        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.errorCode()).isEqualTo("INVALID_SESSION_ID");
    }
}
