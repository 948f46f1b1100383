package io.pushwave.simulator.http.control;

import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.ProblemException;
import io.pushwave.simulator.http.Reply;
import java.util.Map;

/** The whole state as a file, and back. */
public final class SnapshotEndpoints {
    private final SnapshotFile.Saving state;
    private final Successor successor;

    /** Puts another simulator in the place of the one that answers. */
    public interface Successor {
        /**
         * Makes one of a snapshot, and lets it answer from the next call on; if that fails, nothing has changed.
         *
         * @return its health, as it answers the call
         * @throws SnapshotFile.UnusableSnapshotException with the reason
         */
        Reply replaceBy(byte[] snapshot, Call call) throws SnapshotFile.UnusableSnapshotException;
    }

    public SnapshotEndpoints(SnapshotFile.Saving state, Successor successor) {
        this.state = state;
        this.successor = successor;
    }

    Reply save(Call call) {
        var headers = Map.of(
                "Content-Type", "application/octet-stream",
                // It is compressed already; the server shall not try again.
                "Content-Encoding", "identity",
                "Content-Disposition", "attachment; filename=\"simulator.snapshot\"");
        return new Reply(200, headers, SnapshotFile.write(state));
    }

    Reply restore(Call call) {
        try {
            return successor.replaceBy(call.body(), call);
        } catch (SnapshotFile.UnusableSnapshotException unusable) {
            throw ProblemException.badRequest(unusable.reason());
        }
    }
}
