package io.pushwave.planner.org.importing.rest;

import io.pushwave.http.Problems;
import io.pushwave.planner.org.importing.ImportMode;
import io.pushwave.planner.org.importing.ImportReport;
import io.quarkiverse.resteasy.problem.HttpProblem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The problem that says why nothing was imported: the first bad line, and the whole report. */
@Schema(
        name = "ImportRefusal",
        requiredProperties = {"title", "status"})
public record ImportRefusal(
        @Schema(description = "What kind of problem it is, for programs")
        String type,

        @Schema(description = "What kind of problem it is, for people")
        String title,

        int status,

        @Schema(description = "What is wrong, for people") String detail,

        @Schema(description = "The address that was asked") @Nullable String instance,

        @Schema(description = "The column or member of the first bad line")
        String field,

        @Schema(description = "What stands there") @Nullable String value,

        @Schema(description = "What is expected there") String rule,

        @Schema(description = "Every bad line; absent where the request as a whole was refused") @Nullable ImportAnswer report) {

    /** 422. */
    static HttpProblem problem(ImportReport report) {
        var first = report.faults().getFirst();
        var hint = report.mode() == ImportMode.ALL_OR_NOTHING
                ? "; with mode=good-lines the good ones are imported, if all lines can be read"
                : "; not all lines could be read";
        var problem = Problems.unprocessable(
                "import-refused",
                "Nothing was imported",
                first.fault().field(),
                first.fault().value(),
                report.bad() + " of " + report.lines() + " lines are bad, the first of them line " + first.line() + ": "
                        + first.fault().rule() + hint);
        return HttpProblem.builder(problem)
                .with("report", ImportAnswer.of(report))
                .build();
    }

    /** The mode that a request names. */
    static ImportMode mode(@Nullable String label) {
        return label == null
                ? ImportMode.ALL_OR_NOTHING
                : ImportMode.labelled(label)
                        .orElseThrow(() -> Problems.invalid(
                                "mode", label, "mode is '" + label + "', all-or-nothing or good-lines is expected"));
    }
}
