package io.pushwave.executor.control;

import java.util.List;
import java.util.Optional;

/**
 * A control that came and could not be read, and holds a campaign, or all of them (ADR 0024).
 *
 * @param partition where it lies
 * @param offset where it lies in the partition
 * @param campaignId whom it is about; empty if it does not say
 * @param epoch the campaign's newest epoch when it came; 0 without one
 * @param fingerprint of what it is made of: the same for the record that is put back
 */
public record UnreadControl(
        long id, int partition, long offset, Optional<String> campaignId, long epoch, String fingerprint) {

    /** A control that was read, and where it lies. */
    public record ReadControl(int partition, long offset, String campaignId, long epoch, String fingerprint) {}

    /**
     * Whether these controls let it go: it is among them itself, put back and readable now; or a newer one of its campaign's came after
     * it, whose epoch is above all that had come before it.
     *
     * @param controls those that came together, in any order
     */
    public boolean releasedBy(List<ReadControl> controls) {
        if (controls.stream()
                .anyMatch(control -> follows(control) && control.fingerprint().equals(fingerprint))) {
            return true;
        }
        var own = controls.stream()
                .filter(control -> campaignId.equals(Optional.of(control.campaignId())))
                .toList();
        long before = own.stream()
                .filter(control -> !follows(control))
                .mapToLong(ReadControl::epoch)
                .reduce(epoch, Math::max);
        return own.stream().anyMatch(control -> follows(control) && control.epoch() > before);
    }

    /** In another partition nothing tells which came first: it may have been made anew with more of them. */
    private boolean follows(ReadControl control) {
        return control.partition() != partition || control.offset() > offset;
    }
}
