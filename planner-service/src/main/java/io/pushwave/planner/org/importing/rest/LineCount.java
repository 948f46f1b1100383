package io.pushwave.planner.org.importing.rest;

import io.pushwave.http.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** How many lines an import may have. */
record LineCount(int maximum) {

    /** @throws HttpProblem 400 if there are more */
    void check(int lines) {
        if (lines > maximum) {
            throw Problems.invalid(
                    "body",
                    null,
                    "the import has more than " + maximum
                            + " lines, which is the most that is read at once: send it in parts");
        }
    }
}
