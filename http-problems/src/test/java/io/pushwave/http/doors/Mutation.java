package io.pushwave.http.doors;

/** What is made wrong with a request that would be well formed. */
enum Mutation {
    NOTHING,
    PATH_VALUE,
    PATH_LONG,
    PATH_UNKNOWN,
    QUERY_VALUE,
    QUERY_UNKNOWN,
    QUERY_MALFORMED,
    QUERY_LONG,
    METHOD,
    HEADER,
    HEADERS_LONG,
    CONTENT_TYPE,
    BODY_MISSING,
    BODY_NO_JSON,
    BODY_OTHER_JSON,
    BODY_TRUNCATED,
    BODY_BYTES,
    BODY_DEEP,
    BODY_LONG,
    BODY_LONG_CHUNKED,
    BODY_MEMBER_TYPE,
    BODY_MEMBER_TEXT,
    BODY_MEMBER_MISSING,
    BODY_MEMBER_TWICE,
    BODY_MEMBER_UNKNOWN;

    boolean concernsBody() {
        return name().startsWith("BODY") || this == CONTENT_TYPE;
    }

    boolean concernsQuery() {
        return this == QUERY_VALUE;
    }
}
