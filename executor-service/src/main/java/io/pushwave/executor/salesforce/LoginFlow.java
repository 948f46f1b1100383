package io.pushwave.executor.salesforce;

/** The OAuth 2.0 flows that need nobody in front of a screen. */
public enum LoginFlow {
    /** An assertion signed with a private key (RFC 7523). */
    JWT_BEARER,
    /** The connected app's key and secret; the app names the user whom it runs as. */
    CLIENT_CREDENTIALS,
    /** A refresh token that somebody obtained once; Salesforce may give out a new one in its place at each use. */
    REFRESH_TOKEN
}
