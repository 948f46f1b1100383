package io.pushwave.simulator.http;

import io.pushwave.simulator.query.PublisherOrg;
import java.time.InstantSource;

/** Logging in, and asking who one is. */
final class OAuthEndpoints {
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final ApiSettings settings;
    private final AccessTokens tokens;
    private final JwtAssertions assertions;
    private final PublisherOrg org;
    private final InstantSource wallClock;

    OAuthEndpoints(ApiSettings settings, AccessTokens tokens, PublisherOrg org, InstantSource wallClock) {
        this.settings = settings;
        this.tokens = tokens;
        this.assertions = new JwtAssertions(settings);
        this.org = org;
        this.wallClock = wallClock;
    }

    Reply token(Call call) {
        return switch (call.parameter("grant_type").orElse("")) {
            case JWT_BEARER -> jwtBearer(call);
            case "client_credentials" -> clientCredentials(call);
            default -> error("unsupported_grant_type", "grant type not supported");
        };
    }

    private Reply jwtBearer(Call call) {
        var fault = assertions.fault(call.parameter("assertion").orElse(""), address(call), wallClock.instant());
        return fault.isPresent() ? error("invalid_grant", fault.get()) : session(call);
    }

    private Reply clientCredentials(Call call) {
        var id = call.parameter("client_id").orElse("");
        var secret = call.parameter("client_secret").orElse("");
        if (id.isEmpty() || !settings.clientId().map(id::equals).orElse(true)) {
            return error("invalid_client_id", "client identifier invalid");
        }
        if (secret.isEmpty() || !settings.clientSecret().map(secret::equals).orElse(true)) {
            return error("invalid_client", "invalid client credentials");
        }
        return session(call);
    }

    private Reply session(Call call) {
        var token = tokens.issue();
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("access_token", token);
            json.writeStringField("scope", "api web");
            json.writeStringField("instance_url", address(call));
            json.writeStringField("id", identityUrl(call));
            json.writeStringField("token_type", "Bearer");
            json.writeEndObject();
        });
    }

    Reply userinfo(Call call) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("sub", identityUrl(call));
            json.writeStringField("user_id", org.userId());
            json.writeStringField("organization_id", org.id());
            json.writeStringField("preferred_username", org.username());
            json.writeEndObject();
        });
    }

    /** Where a session's user is told of. */
    String identityUrl(Call call) {
        return address(call) + "/id/" + org.id() + "/" + org.userId();
    }

    /** The user behind a session, as jsforce asks; reduced to what clients read of it. */
    Reply identity(Call call) {
        if (!call.variable("org").equals(org.id()) || !call.variable("user").equals(org.userId())) {
            throw ApiException.notFound();
        }
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("id", identityUrl(call));
            json.writeBooleanField("asserted_user", true);
            json.writeStringField("user_id", org.userId());
            json.writeStringField("organization_id", org.id());
            json.writeStringField("username", org.username());
            json.writeEndObject();
        });
    }

    private static String address(Call call) {
        return "http://" + call.authority();
    }

    private static Reply error(String code, String description) {
        return Reply.json(400, json -> {
            json.writeStartObject();
            json.writeStringField("error", code);
            json.writeStringField("error_description", description);
            json.writeEndObject();
        });
    }
}
