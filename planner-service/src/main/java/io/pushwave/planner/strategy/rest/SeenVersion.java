package io.pushwave.planner.strategy.rest;

import io.pushwave.http.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the sender of a change has seen, by the headers of RFC 9110 (13.1).
 *
 * @param version the version that is changed; empty if none shall be there
 * @param header the header that says so
 * @param value of the header
 */
record SeenVersion(Optional<Integer> version, String header, String value) {
    static final String IF_MATCH = "If-Match";
    static final String IF_NONE_MATCH = "If-None-Match";

    private static final Pattern ENTITY_TAG = Pattern.compile("\"([1-9][0-9]{0,8})\"");
    private static final String EXPECTED =
            "the version that is changed is expected, in quotation marks as GET has it in ETag: \"3\"";

    /**
     * @param ifMatch the values of the header, one for each time that it is there
     * @throws HttpProblem 428 if neither header is there, 400 if they cannot be taken
     */
    static SeenVersion of(List<String> ifMatch, List<String> ifNoneMatch) {
        if (ifMatch.isEmpty() && ifNoneMatch.isEmpty()) {
            throw Problems.unconditional(
                    IF_MATCH,
                    "If-Match and If-None-Match are missing: " + EXPECTED
                            + ", or If-None-Match: * for a strategy that is new");
        }
        if (!ifMatch.isEmpty() && !ifNoneMatch.isEmpty()) {
            throw Problems.invalid(
                    IF_NONE_MATCH, ifNoneMatch.getFirst(), "If-None-Match is there beside If-Match, one is expected");
        }
        return ifMatch.isEmpty() ? created(single(IF_NONE_MATCH, ifNoneMatch)) : changed(single(IF_MATCH, ifMatch));
    }

    private static SeenVersion created(String value) {
        if (!value.equals("*")) {
            throw Problems.invalid(
                    IF_NONE_MATCH, value, "If-None-Match is '" + value + "', * is expected: the strategy is new");
        }
        return new SeenVersion(Optional.empty(), IF_NONE_MATCH, value);
    }

    private static SeenVersion changed(String value) {
        var tag = ENTITY_TAG.matcher(value);
        if (!tag.matches()) {
            throw Problems.invalid(IF_MATCH, value, "If-Match is '" + value + "', " + EXPECTED);
        }
        return new SeenVersion(Optional.of(Integer.parseInt(tag.group(1))), IF_MATCH, value);
    }

    private static String single(String header, List<String> values) {
        if (values.size() > 1) {
            throw Problems.invalid(header, values.getLast(), header + " is there " + values.size() + " times");
        }
        return values.getFirst().strip();
    }

    /** A version as the header {@code ETag} has it. */
    static String entityTag(int version) {
        return "\"" + version + "\"";
    }
}
