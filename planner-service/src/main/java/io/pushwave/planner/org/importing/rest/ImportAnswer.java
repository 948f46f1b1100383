package io.pushwave.planner.org.importing.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pushwave.contracts.StorableText;
import io.pushwave.planner.org.importing.ImportReport;
import io.pushwave.planner.org.importing.LineFault;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What has come of an import. */
@Schema(requiredProperties = {"mode", "lines", "bad", "imported", "changed", "faults"})
public record ImportAnswer(
        @Schema(enumeration = {"all-or-nothing", "good-lines"})
        String mode,

        @Schema(description = "Lines that say something of an org, good and bad")
        int lines,

        @Schema(description = "Lines that were not imported, whatever the mode")
        int bad,

        @Schema(description = "Good lines, which hold now; 0 if nothing was imported")
        int imported,

        @Schema(description = "Those of them whose org was not so before")
        int changed,

        @Schema(description = "The first of the bad lines") List<FaultAnswer> faults) {
    /** Longest value that is repeated, in characters: enough to recognise it. */
    private static final int VALUE_MAXIMUM = 200;

    /** What is wrong with a line. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(requiredProperties = {"line", "field", "rule"})
    public record FaultAnswer(
            @Schema(description = "Counts from 1") int line,

            @Schema(description = "The column or member; line if it is the line as a whole")
            String field,

            Optional<String> value,
            String rule) {
        static FaultAnswer of(LineFault fault) {
            return new FaultAnswer(
                    fault.line(),
                    shown(fault.fault().field()),
                    Optional.ofNullable(fault.fault().value()).map(FaultAnswer::shown),
                    StorableText.replaced(fault.fault().rule()));
        }

        private static String shown(String text) {
            return StorableText.replaced(
                    text.length() <= VALUE_MAXIMUM ? text : text.substring(0, VALUE_MAXIMUM) + "…");
        }
    }

    static ImportAnswer of(ImportReport report) {
        return new ImportAnswer(
                report.mode().label(),
                report.lines(),
                report.bad(),
                report.imported(),
                report.changed(),
                report.faults().stream().map(FaultAnswer::of).toList());
    }
}
