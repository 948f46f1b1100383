package io.pushwave.planner.org.importing;

import java.util.List;

/**
 * What has come of an import.
 *
 * @param lines good and bad ones
 * @param bad lines that were not imported, whatever the mode
 * @param imported good lines that hold now; 0 if nothing was imported
 * @param changed those of them whose org was not so before
 * @param faults the first of the bad lines
 */
public record ImportReport(ImportMode mode, int lines, int bad, int imported, int changed, List<LineFault> faults) {}
