package io.pushwave.simulator.http.oauth;

import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.http.ApiSettings;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.query.objects.PublisherOrg;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/** Logging in and out, and asking who one is. */
public final class OAuthEndpoints {
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final ApiSettings settings;
    private final AccessTokens tokens;
    private final RefreshTokens refreshTokens;
    private final JwtAssertions assertions;
    private final PublisherOrg org;
    private final InstantSource wallClock;

    public OAuthEndpoints(
            ApiSettings settings,
            AccessTokens tokens,
            RefreshTokens refreshTokens,
            PublisherOrg org,
            InstantSource wallClock) {
        this.settings = settings;
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
        this.assertions = new JwtAssertions(settings);
        this.org = org;
        this.wallClock = wallClock;
    }

    public Reply token(Call call) {
        return switch (call.parameter("grant_type").orElse("")) {
            case JWT_BEARER -> jwtBearer(call);
            case "client_credentials" -> clientCredentials(call);
            case "refresh_token" -> refresh(call);
            default -> error("unsupported_grant_type", "grant type not supported");
        };
    }

    private Reply jwtBearer(Call call) {
        var fault = assertions.fault(call.parameter("assertion").orElse(""), address(call), wallClock.instant());
        return fault.isPresent()
                ? error("invalid_grant", fault.get())
                : session(call, tokens.issue(), Optional.empty());
    }

    private Reply clientCredentials(Call call) {
        if (!isKnownClient(call)) {
            return error("invalid_client_id", "client identifier invalid");
        }
        var secret = clientSecret(call);
        if (secret.isEmpty() || !settings.clientSecret().map(secret::equals).orElse(true)) {
            return error("invalid_client", "invalid client credentials");
        }
        return settings.grants().clientCredentialsUser()
                ? session(call, tokens.issue(), Optional.empty())
                : error("invalid_grant", "no client credentials user enabled");
    }

    /** Public clients have no secret, so none need be sent; a wrong one is refused. */
    private Reply refresh(Call call) {
        if (!isKnownClient(call)) {
            return error("invalid_client_id", "client identifier invalid");
        }
        var secret = clientSecret(call);
        if (!secret.isEmpty() && !settings.clientSecret().map(secret::equals).orElse(true)) {
            return error("invalid_client", "invalid client credentials");
        }
        var exchange = refreshTokens.exchange(call.parameter("refresh_token").orElse(""));
        return exchange.isPresent()
                ? session(call, exchange.get().accessToken(), exchange.get().next())
                : error("invalid_grant", "expired access/refresh token");
    }

    /** The client's password, in the form or, as documented as well, by HTTP Basic. */
    private static String clientSecret(Call call) {
        return call.parameter("client_secret")
                .or(() -> call.basic().map(pair -> pair.substring(Math.min(pair.length(), colon(pair) + 1))))
                .orElse("");
    }

    private static int colon(String pair) {
        int colon = pair.indexOf(':');
        return colon < 0 ? pair.length() : colon;
    }

    private boolean isKnownClient(Call call) {
        var id = call.parameter("client_id")
                .or(() -> call.basic().map(pair -> pair.substring(0, colon(pair))))
                .orElse("");
        return !id.isEmpty() && settings.clientId().map(id::equals).orElse(true);
    }

    private Reply session(Call call, String token, Optional<String> refreshToken) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("access_token", token);
            if (refreshToken.isPresent()) {
                json.writeStringField("refresh_token", refreshToken.get());
            }
            json.writeStringField("scope", "api web");
            json.writeStringField("instance_url", address(call));
            json.writeStringField("id", identityUrl(call));
            json.writeStringField("token_type", "Bearer");
            json.writeStringField("issued_at", Long.toString(wallClock.instant().toEpochMilli()));
            json.writeEndObject();
        });
    }

    /** Ends a session, or a refresh token with its sessions. */
    public Reply revoke(Call call) {
        var token = call.parameter("token").orElse("");
        if (tokens.accepts(token)) {
            tokens.revoke(token);
        } else if (!refreshTokens.revoke(token)) {
            return error("invalid_token", "invalid token: " + token);
        }
        return Reply.of(200, "text/plain;charset=UTF-8", new byte[0]);
    }

    public Reply userinfo(Call call) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("sub", identityUrl(call));
            json.writeStringField("user_id", org.userId());
            json.writeStringField("organization_id", org.id());
            json.writeStringField("preferred_username", org.username());
            json.writeStringField("name", "Release Engineer");
            json.writeStringField("email", "release.engineer@harbor.example");
            json.writeStringField("user_type", "STANDARD");
            json.writeEndObject();
        });
    }

    /** What the {@code id} of a session leads to. */
    public Reply identity(Call call) {
        var token = call.bearer();
        if (token.isEmpty()) {
            return refusedIdentity(403, "Missing_OAuth_Token");
        }
        if (!tokens.accepts(token.get())) {
            return refusedIdentity(403, "Bad_OAuth_Token");
        }
        if (!isSame(org.id(), call.variable("orgId"))) {
            return refusedIdentity(403, "Wrong_Org");
        }
        if (!isSame(org.userId(), call.variable("userId"))) {
            return refusedIdentity(404, "Bad_Id");
        }
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("id", identityUrl(call));
            json.writeBooleanField("asserted_user", true);
            json.writeStringField("user_id", org.userId());
            json.writeStringField("organization_id", org.id());
            json.writeStringField("username", org.username());
            json.writeStringField("nick_name", "release.engineer");
            json.writeStringField("display_name", "Release Engineer");
            json.writeStringField("email", "release.engineer@harbor.example");
            json.writeBooleanField("active", true);
            json.writeStringField("user_type", "STANDARD");
            json.writeStringField("language", "en_US");
            json.writeStringField("locale", "en_US");
            json.writeNumberField("utcOffset", 0);
            json.writeObjectFieldStart("urls");
            json.writeStringField("rest", address(call) + "/services/data/v{version}/");
            json.writeStringField("sobjects", address(call) + "/services/data/v{version}/sobjects/");
            json.writeStringField("query", address(call) + "/services/data/v{version}/query/");
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static Reply refusedIdentity(int status, String code) {
        return Reply.of(status, "text/html;charset=UTF-8", code.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isSame(String id, String asked) {
        return id.equals(asked) || id.substring(0, 15).equals(asked);
    }

    /** The address of {@link #identity}. */
    public String identityUrl(Call call) {
        return address(call) + "/id/" + org.id() + "/" + org.userId();
    }

    private static String address(Call call) {
        return "http://" + call.authority();
    }

    private static Reply error(String code, String description) {
        return Reply.json(400, json -> {
            json.writeStartObject();
            json.writeStringField("error", code);
            json.writeStringField("error_description", Refusal.clipped(description));
            json.writeEndObject();
        });
    }
}
