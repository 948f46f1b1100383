package io.pushwave.simulator.http;

import java.util.Optional;

/**
 * What clients may log in with besides an assertion.
 *
 * @param refreshToken accepted from the start, as if a client had got it in the web flow, which is not simulated
 * @param rotatesRefreshTokens whether each refresh answers a new refresh token and ends the old one
 * @param clientCredentialsUser whether the client credentials flow has a user to run as
 */
public record GrantSettings(
        Optional<String> refreshToken, boolean rotatesRefreshTokens, boolean clientCredentialsUser) {}
