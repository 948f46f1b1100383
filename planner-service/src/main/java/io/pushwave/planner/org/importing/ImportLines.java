package io.pushwave.planner.org.importing;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.TextLimits.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An import as it is read, line by line: what its good lines want, and what is wrong with the others. Not thread-safe.
 *
 * @param <C> what a line wants of an org
 */
public final class ImportLines<C> {
    private final LineFaults faults;
    private final List<ImportLine<C>> good = new ArrayList<>();
    private final Map<OrgKey, Integer> lineOf = new HashMap<>();
    private int count;
    private boolean brokenOff;

    /**
     * No line yet.
     *
     * @param faultsListed most bad lines that are told
     */
    public ImportLines(int faultsListed) {
        this.faults = new LineFaults(faultsListed);
    }

    /** A line that says what it wants; a second one about an org is bad, as nobody knows which of them is meant. */
    public void add(int line, OrgKey org, C change) {
        var first = lineOf.putIfAbsent(org, line);
        if (first == null) {
            count++;
            good.add(new ImportLine<>(line, org, change));
        } else {
            addBad(line, new Fault("orgKey", org.value(), "orgKey " + org + " is in line " + first + " already"));
        }
    }

    public void addBad(int line, Fault fault) {
        count++;
        faults.add(new LineFault(line, fault));
    }

    /** A line from which on nothing can be told apart any more. */
    public void breakOff(int line, Fault fault) {
        addBad(line, fault);
        brokenOff = true;
    }

    /** Lines so far, good and bad. */
    public int count() {
        return count;
    }

    public List<ImportLine<C>> good() {
        return Collections.unmodifiableList(good);
    }

    public LineFaults faults() {
        return faults;
    }

    /** Whether lines follow that were not read, so that nobody knows what they want. */
    public boolean isBrokenOff() {
        return brokenOff;
    }
}
