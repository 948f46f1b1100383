package io.pushwave.planner.rest;

import io.pushwave.http.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Edits name what they change by its entity tag, which is made of its fingerprint: a change that its sender has not seen is not lost. */
public final class EntityTags {
    private static final String IF_MATCH = "If-Match";
    private static final Pattern TAG = Pattern.compile("\"([0-9a-f]{16})\"");

    private EntityTags() {}

    /** The value of the header {@code ETag}. */
    public static String of(String fingerprint) {
        return '"' + fingerprint + '"';
    }

    /**
     * The fingerprint of what is changed, as the header {@code If-Match} names it.
     *
     * @throws HttpProblem 428 if it is missing, 400 if it is no tag of ours
     */
    public static String seen(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw Problems.unconditional(
                    IF_MATCH, "If-Match is missing: the ETag of what is changed is expected, as it was answered");
        }
        var tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw Problems.invalid(
                    IF_MATCH,
                    ifMatch,
                    "If-Match is no tag that was answered here: one ETag in its quotes is expected, such as"
                            + " \"0123456789abcdef\"");
        }
        return tag.group(1);
    }

    /** 412: it has another fingerprint now. */
    public static HttpProblem outdated(@Nullable String ifMatch, String fingerprint) {
        return Problems.outdated(
                IF_MATCH,
                String.valueOf(ifMatch),
                "what If-Match names was changed meanwhile: read it again, and change what it is now",
                Optional.of(of(fingerprint)));
    }
}
