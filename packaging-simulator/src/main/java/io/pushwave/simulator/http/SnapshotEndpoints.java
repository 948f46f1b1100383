package io.pushwave.simulator.http;

import java.util.Map;

/** The whole state as a file, and back. */
final class SnapshotEndpoints {
    private final SimulatorApi api;
    private final Successor successor;

    /** Puts another simulator in the place of the one that answers. */
    interface Successor {
        /**
         * Makes one of a snapshot, and lets it answer from the next call on; if that fails, nothing has changed.
         *
         * @throws SnapshotFile.UnusableSnapshotException with the reason
         */
        SimulatorApi replaceBy(byte[] snapshot) throws SnapshotFile.UnusableSnapshotException;
    }

    SnapshotEndpoints(SimulatorApi api, Successor successor) {
        this.api = api;
        this.successor = successor;
    }

    Reply save(Call call) {
        var headers = Map.of(
                "Content-Type", "application/octet-stream",
                // It is compressed already; the server shall not try again.
                "Content-Encoding", "identity",
                "Content-Disposition", "attachment; filename=\"simulator.snapshot\"");
        return new Reply(200, headers, SnapshotFile.write(api::save));
    }

    Reply restore(Call call) {
        try {
            return successor.replaceBy(call.body()).health(call);
        } catch (SnapshotFile.UnusableSnapshotException unusable) {
            throw ProblemException.badRequest(unusable.reason());
        }
    }
}
