package io.pushwave.planner.org.importing.work;

import io.pushwave.planner.org.importing.ImportReport;

/** An import has bad lines, and was to be imported as a whole or not at all: its transaction is undone. */
public final class NothingImportedException extends RuntimeException {
    private final transient ImportReport report;

    NothingImportedException(ImportReport report) {
        super(report.bad() + " of " + report.lines() + " lines are bad");
        this.report = report;
    }

    public ImportReport report() {
        return report;
    }
}
