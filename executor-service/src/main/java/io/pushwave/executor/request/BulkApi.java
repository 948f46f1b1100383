package io.pushwave.executor.request;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.request.PackagingApi.JobAnswer.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Jobs added by Salesforce's Bulk API 2.0: a bulk job is created, given its rows, closed, and then works by itself; what is not
 * closed never works. Every method may block and throws as those of {@link PackagingApi} do.
 */
public interface BulkApi {
    /** Creates a bulk job that takes push jobs, and returns its id (750…). */
    String create();

    /** Gives it the push jobs to be added: all of them at once, and once. */
    void upload(String bulkJobId, String requestId, List<OrgKey> orgs);

    /** Lets it begin. */
    void close(String bulkJobId);

    /** Keeps it from beginning, or ends it; what it has added stays. Refused if it has ended. */
    void abort(String bulkJobId);

    /** How far it is; empty if Salesforce does not know it, or not any more: then it does nothing. */
    Optional<Progress> progress(String bulkJobId);

    /** The orgs that were refused; of a bulk job that has ended. */
    Map<OrgKey, Refused> refused(String bulkJobId);

    /**
     * How far a bulk job is.
     *
     * @param processed records that were tried
     * @param failed records of them that were refused
     */
    record Progress(State state, long processed, long failed) {}

    /** The state of a bulk job. */
    enum State {
        OPEN("Open"),
        UPLOAD_COMPLETE("UploadComplete"),
        IN_PROGRESS("InProgress"),
        JOB_COMPLETE("JobComplete"),
        FAILED("Failed"),
        ABORTED("Aborted");

        private final String spelling;

        State(String spelling) {
            this.spelling = spelling;
        }

        /**
         * The state that Salesforce writes in this way.
         *
         * @throws IllegalArgumentException for any other text
         */
        public static State spelled(String text) {
            for (var state : values()) {
                if (state.spelling.equals(text)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("'" + text + "' is no state of a bulk job");
        }

        /** Whether it adds nothing any more. */
        public boolean ended() {
            return switch (this) {
                case OPEN, UPLOAD_COMPLETE, IN_PROGRESS -> false;
                case JOB_COMPLETE, FAILED, ABORTED -> true;
            };
        }
    }
}
