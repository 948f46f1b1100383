package io.pushwave.executor.crash;

import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What else goes wrong in a campaign in which a process dies: the stored situation that the next one finds. */
@SuppressWarnings("ImmutableEnumChecker") // its maps are
enum Situation {
    PLAIN,
    CREATION_ANSWER_LOST(Map.of("createPushRequest 1", Trouble.LOSE_ANSWER)),
    CREATION_CALL_LOST(Map.of("createPushRequest 1", Trouble.LOSE_CALL)),
    /** The second creation finds that the first one has arrived as well. */
    TWINS(Map.of("createPushRequest 1", Trouble.LOSE_CALL, "createPushRequest 2", Trouble.TWICE)),
    /** The first creation arrives when nobody of the request looks for it any more. */
    LATE_TWIN(Map.of("createPushRequest 1", Trouble.LOSE_CALL), Map.of("stored Verified 1", Act.LATE_CREATION)),
    JOBS_ANSWER_LOST(Map.of("addJobs 1", Trouble.LOSE_ANSWER)),
    JOBS_CALL_LOST(Map.of("addJobs 1", Trouble.LOSE_CALL)),
    /** More than one call's jobs. */
    MANY_JOBS,
    MANY_JOBS_ANSWER_LOST(Map.of("addJobs 2", Trouble.LOSE_ANSWER)),
    JOBS_MISSING(Map.of("addJobs 1", Trouble.PRETEND)),
    JOBS_SURPLUS(Map.of(), Map.of("stored Filled 1", Act.SURPLUS_JOB)),
    SOME_ORGS_REFUSED,
    ALL_ORGS_REFUSED,
    REQUEST_REFUSED(Map.of("createPushRequest 1", Trouble.REFUSE)),
    ACTIVATION_ANSWER_LOST(Map.of("activate 1", Trouble.LOSE_ANSWER)),
    ACTIVATION_CALL_LOST(Map.of("activate 1", Trouble.LOSE_CALL)),
    ACTIVATION_REFUSED(Map.of("activate 1", Trouble.REFUSE)),
    /** Halted while the activation may still arrive: the request is cancelled, and its orgs go into another one. */
    HALTED_IN_DOUBT(Map.of("activate 1", Trouble.LOSE_CALL), Map.of("calling activate 1", Act.HALT_UNTIL_CANCELLED)),
    HALTED_WHEN_VERIFIED(Map.of(), Map.of("stored Verified 1", Act.HALT)),
    HALTED_WHILE_CREATING(Map.of(), Map.of("stored Creating 1", Act.HALT)),
    TIME_PASSED(Map.of(), Map.of("stored Created 1", Act.HALT_UNTIL_LATE)),
    ABORTED_WHEN_FILLED(Map.of(), Map.of("stored Filled 1", Act.ABORT)),
    ABORTED_WHILE_CREATING(
            Map.of("createPushRequest 1", Trouble.LOSE_ANSWER), Map.of("calling createPushRequest 1", Act.ABORT)),
    ABORTED_WHEN_ACTIVE(Map.of(), Map.of("stored Activated 1", Act.ABORT)),
    CANCEL_ANSWER_LOST(Map.of("cancel 1", Trouble.LOSE_ANSWER), Map.of("stored Filled 1", Act.ABORT)),
    CANCEL_CALL_LOST(Map.of("cancel 1", Trouble.LOSE_CALL), Map.of("stored Filled 1", Act.ABORT)),
    CANCELLED_IN_SALESFORCE(Map.of("activate 1", Trouble.CANCELLED_BEFORE)),
    ORGS_FAIL(Map.of(), Map.of("stored Verified 1", Act.ORGS_EXPIRE)),
    /** Every command comes again, in its own envelope and in another one. */
    COMMANDS_AGAIN,
    /** Each org has a second command, which waits for the first. */
    SECOND_ATTEMPTS,
    SECOND_ATTEMPTS_ABORTED(Map.of(), Map.of("stored Activated 1", Act.ABORT)),
    SECOND_ATTEMPTS_LATE(Map.of(), Map.of("stored Formed 1", Act.HALT_UNTIL_LATE)),
    /** Salesforce tells how the jobs ended when their time is up and everybody was told so. */
    ANSWERED_LATE(Map.of(), Map.of("stored Activated 1", Act.TIME_PASSES)),
    FAILED_LATE(Map.of(), Map.of("stored Verified 1", Act.ORGS_EXPIRE, "stored Activated 1", Act.TIME_PASSES)),
    ABORTED_WHEN_OVERDUE(Map.of(), Map.of("stored Activated 1", Act.TIME_PASSES, "stored Activated 2", Act.ABORT)),
    /** Salesforce never tells, until nobody waits for it any more. */
    NEVER_ANSWERED,
    BULK,
    BULK_CREATION_ANSWER_LOST(Map.of("createBulkJob 1", Trouble.LOSE_ANSWER)),
    BULK_UPLOAD_ANSWER_LOST(Map.of("upload 1", Trouble.LOSE_ANSWER)),
    BULK_UPLOAD_CALL_LOST(Map.of("upload 1", Trouble.LOSE_CALL)),
    BULK_CLOSE_ANSWER_LOST(Map.of("close 1", Trouble.LOSE_ANSWER)),
    BULK_CLOSE_CALL_LOST(Map.of("close 1", Trouble.LOSE_CALL)),
    /** The bulk job that was not closed is ended, and nobody hears of it. */
    BULK_ABORT_ANSWER_LOST(Map.of("close 1", Trouble.LOSE_CALL, "abort 1", Trouble.LOSE_ANSWER)),
    /** The bulk job that was not closed is found open, and the closing arrives just before it is ended. */
    BULK_CLOSED_LATE(Map.of("close 1", Trouble.LOSE_CALL), Map.of("calling abort 1", Act.LATE_CLOSING)),
    /** As before, and it has ended before it is: the ending is refused. */
    BULK_ENDED_LATE(Map.of("close 1", Trouble.LOSE_CALL), Map.of("calling abort 1", Act.LATE_WORK)),
    BULK_REFUSALS_LOST(Map.of("refused 1", Trouble.LOSE_ANSWER)),
    /** Its campaign is aborted while the bulk job works. */
    BULK_ABORTED(Map.of(), Map.of("called close 1", Act.ABORT)),
    /** Its campaign is halted while the bulk job is not closed. */
    BULK_HALTED(Map.of(), Map.of("called upload 1", Act.HALT));

    private static final int ORGS_OF_MANY_CALLS = 205;

    private final Map<String, Trouble> troubles;
    private final Map<String, Act> acts;

    Situation() {
        this(Map.of());
    }

    Situation(Map<String, Trouble> troubles) {
        this(troubles, Map.of());
    }

    Situation(Map<String, Trouble> troubles, Map<String, Act> acts) {
        this.troubles = troubles;
        this.acts = acts;
    }

    /** @param nth how often the campaign has made this call, counted from 1 */
    Trouble trouble(String call, int nth) {
        return troubles.getOrDefault(call + " " + nth, Trouble.NONE);
    }

    /** @param nth how often the campaign has come to this moment, counted from 1 */
    Optional<Act> act(String moment, int nth) {
        if (this == NEVER_ANSWERED && moment.equals("stored Activated")) {
            return Optional.of(Act.TIME_PASSES);
        }
        return Optional.ofNullable(acts.get(moment + " " + nth));
    }

    /** How many orgs its campaign has. */
    int orgs(Random random) {
        return switch (this) {
            case MANY_JOBS, MANY_JOBS_ANSWER_LOST -> ORGS_OF_MANY_CALLS;
            default -> (inBulk() ? BulkCrashMatrixIT.BULK_FROM : 2) + random.nextInt(6);
        };
    }

    /** Whether its jobs are to be added by a bulk job. */
    boolean inBulk() {
        return name().startsWith("BULK");
    }

    /** How many commands each org has; they wait for each other. */
    int attempts() {
        return switch (this) {
            case SECOND_ATTEMPTS, SECOND_ATTEMPTS_ABORTED, SECOND_ATTEMPTS_LATE -> 2;
            default -> 1;
        };
    }

    /** Whether its orgs have a last moment. */
    boolean hasLastMoment() {
        return this == TIME_PASSED || this == SECOND_ATTEMPTS_LATE;
    }

    /** Whether Salesforce keeps to itself how far the jobs are. */
    boolean keepsSilent(int activatedTimes) {
        return switch (this) {
            case ANSWERED_LATE, FAILED_LATE, ABORTED_WHEN_OVERDUE -> activatedTimes < 2;
            case NEVER_ANSWERED -> true;
            default -> false;
        };
    }
}
