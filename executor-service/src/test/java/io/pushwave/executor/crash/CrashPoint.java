package io.pushwave.executor.crash;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where a process dies.
 *
 * @param moment as the executor comes to it: {@code stored Filled}, {@code calling activate}
 * @param nth at which time of a campaign, counted from 1
 */
record CrashPoint(Situation situation, String moment, int nth) {

    /** Every point, at which the matrix kills. */
    static List<CrashPoint> all() {
        return Stream.of(lives(), hindered(), unpushed(), late(), bulk())
                .flatMap(points -> points)
                .toList();
    }

    private static Stream<CrashPoint> lives() {
        return Stream.of(
                        // Every stored step of a life in which nothing else goes wrong: before its commit and after it.
                        of(Situation.PLAIN, "storing Formed", "stored Formed", "storing Creating", "stored Creating"),
                        of(Situation.PLAIN, "storing Created", "stored Created", "storing Filling", "stored Filling"),
                        of(Situation.PLAIN, "storing Filling 2", "storing Filled", "stored Filled", "storing Verified"),
                        of(Situation.PLAIN, "stored Verified", "storing Activating", "stored Activating"),
                        of(Situation.PLAIN, "storing Activated", "stored Activated", "storing Activated 2"),
                        of(Situation.PLAIN, "storing Finished", "stored Finished"),
                        // Around every call, and around every page of an answer.
                        of(Situation.PLAIN, "calling createPushRequest", "called createPushRequest", "calling addJobs"),
                        of(Situation.PLAIN, "called addJobs", "calling jobsOf", "called jobsOf", "calling activate"),
                        of(Situation.PLAIN, "called activate", "calling changedJobs", "page of changedJobs"),
                        of(Situation.PLAIN, "page of changedJobs stored", "called changedJobs"),
                        of(Situation.CREATION_ANSWER_LOST, "stored Creating 2", "calling findCreatedRequests"),
                        of(Situation.CREATION_ANSWER_LOST, "called findCreatedRequests", "storing Created"),
                        of(Situation.CREATION_ANSWER_LOST, "stored Created", "calling findCreatedRequests 2"),
                        of(Situation.CREATION_CALL_LOST, "called findCreatedRequests", "calling createPushRequest 2"),
                        of(Situation.CREATION_CALL_LOST, "called createPushRequest 2", "stored Created"),
                        of(
                                Situation.TWINS,
                                "called createPushRequest 2",
                                "called findCreatedRequests 2",
                                "calling cancel"),
                        of(Situation.TWINS, "called cancel", "stored Verified"),
                        of(Situation.LATE_TWIN, "calling cancel", "called cancel", "stored Activating"),
                        of(Situation.JOBS_ANSWER_LOST, "calling jobsOf", "called jobsOf", "storing Filling 2"),
                        of(Situation.JOBS_ANSWER_LOST, "stored Filled"),
                        of(Situation.JOBS_CALL_LOST, "called jobsOf", "calling addJobs 2", "called addJobs 2"),
                        of(Situation.MANY_JOBS, "storing Filling 2", "calling addJobs 2", "called addJobs 2"),
                        of(Situation.MANY_JOBS, "storing Filling 3"),
                        of(Situation.MANY_JOBS_ANSWER_LOST, "called jobsOf", "storing Filling 3"),
                        of(Situation.JOBS_MISSING, "storing Filling 3", "stored Filling 2", "called addJobs 2"),
                        of(Situation.JOBS_SURPLUS, "called jobsOf", "stored Cancelling", "called cancel"),
                        of(Situation.JOBS_SURPLUS, "storing Cancelled", "stored Formed 2"),
                        of(Situation.SOME_ORGS_REFUSED, "called addJobs", "storing Filling 2", "stored Filled"),
                        of(Situation.ALL_ORGS_REFUSED, "storing Filling 2", "stored Cancelling", "called cancel"),
                        of(Situation.ALL_ORGS_REFUSED, "stored Cancelled"),
                        of(Situation.REQUEST_REFUSED, "storing Cancelled", "stored Cancelled"),
                        of(
                                Situation.ACTIVATION_ANSWER_LOST,
                                "calling statusOf",
                                "called statusOf",
                                "storing Activated"),
                        of(
                                Situation.ACTIVATION_CALL_LOST,
                                "called statusOf",
                                "stored Verified 2",
                                "calling activate 2"),
                        of(Situation.ACTIVATION_CALL_LOST, "called activate 2", "stored Activated"),
                        of(Situation.ACTIVATION_REFUSED, "called statusOf", "storing Cancelling", "called cancel"))
                .flatMap(points -> points);
    }

    /** Lives in which a brake is pulled, time passes or orgs fail. */
    private static Stream<CrashPoint> hindered() {
        return Stream.of(
                        of(Situation.HALTED_IN_DOUBT, "called statusOf", "stored Verified 2", "stored Cancelling"),
                        of(Situation.HALTED_IN_DOUBT, "calling cancel", "called cancel", "storing Cancelled"),
                        of(Situation.HALTED_IN_DOUBT, "stored Cancelled", "stored Formed 2", "called activate 2"),
                        of(Situation.HALTED_WHEN_VERIFIED, "storing Activating", "stored Activating"),
                        of(Situation.HALTED_WHILE_CREATING, "called findCreatedRequests", "called createPushRequest"),
                        of(Situation.TIME_PASSED, "storing Cancelling", "called cancel", "storing Cancelled"),
                        of(Situation.ABORTED_WHILE_CREATING, "calling createPushRequest", "called findCreatedRequests"),
                        of(Situation.ABORTED_WHILE_CREATING, "stored Cancelling", "called cancel"),
                        of(Situation.ABORTED_WHEN_FILLED, "storing Cancelling", "stored Cancelling", "calling cancel"),
                        of(Situation.ABORTED_WHEN_FILLED, "called cancel", "storing Cancelled", "stored Cancelled"),
                        of(Situation.ABORTED_WHEN_ACTIVE, "stored Cancelling", "calling cancel"),
                        of(Situation.CANCEL_ANSWER_LOST, "calling statusOf", "called statusOf", "storing Cancelled"),
                        of(Situation.CANCEL_CALL_LOST, "called statusOf", "calling cancel 2", "called cancel 2"),
                        of(
                                Situation.CANCELLED_IN_SALESFORCE,
                                "called statusOf",
                                "storing Cancelled",
                                "stored Cancelled"),
                        of(Situation.ORGS_FAIL, "calling errorsOf", "called errorsOf", "storing Activated 2"),
                        of(Situation.COMMANDS_AGAIN, "stored Formed", "called addJobs", "stored Activated"),
                        of(Situation.SECOND_ATTEMPTS, "stored Formed 2", "stored Finished", "stored Filled 2"))
                .flatMap(points -> points);
    }

    /** Commands that wait when their campaign is over or their time has passed. */
    private static Stream<CrashPoint> unpushed() {
        return Stream.of(
                        of(Situation.SECOND_ATTEMPTS_ABORTED, "ending unpushed", "ended unpushed", "stored Activated"),
                        of(Situation.SECOND_ATTEMPTS_LATE, "ending unpushed", "ended unpushed", "stored Cancelled"))
                .flatMap(points -> points);
    }

    /** Jobs whose time is up, and what Salesforce says of them later. */
    private static Stream<CrashPoint> late() {
        return Stream.of(
                        of(Situation.ANSWERED_LATE, "stored Activated", "called changedJobs", "storing Activated 2"),
                        of(Situation.ANSWERED_LATE, "stored Activated 2", "calling lateJobs", "page of lateJobs"),
                        of(
                                Situation.ANSWERED_LATE,
                                "storing Activated 3",
                                "page of lateJobs stored",
                                "called lateJobs"),
                        of(Situation.ANSWERED_LATE, "storing Finished", "stored Finished"),
                        of(Situation.FAILED_LATE, "calling errorsOf", "called errorsOf", "storing Activated 3"),
                        of(
                                Situation.ABORTED_WHEN_OVERDUE,
                                "stored Activated 2",
                                "storing Cancelling",
                                "stored Cancelling"),
                        of(Situation.ABORTED_WHEN_OVERDUE, "calling cancel", "called statusOf", "storing Activated 3"),
                        of(Situation.ABORTED_WHEN_OVERDUE, "stored Activated 3", "called lateJobs", "storing Finished"),
                        of(Situation.NEVER_ANSWERED, "stored Activated 2", "called lateJobs", "storing Finished"),
                        of(Situation.NEVER_ANSWERED, "stored Finished"))
                .flatMap(points -> points);
    }

    /** Jobs that are added by a bulk job. */
    private static Stream<CrashPoint> bulk() {
        return Stream.of(
                        of(Situation.BULK, "calling createBulkJob", "called createBulkJob", "storing Filling 2"),
                        of(Situation.BULK, "stored Filling 2", "calling upload", "called upload", "calling close"),
                        of(Situation.BULK, "called close", "calling progress", "called progress", "calling refused"),
                        of(Situation.BULK, "called refused", "storing Filling 3", "storing Filled", "stored Filled"),
                        of(
                                Situation.BULK_CREATION_ANSWER_LOST,
                                "calling jobsOf",
                                "storing Filling 2",
                                "stored Filling 2"),
                        of(Situation.BULK_CREATION_ANSWER_LOST, "calling createBulkJob 2", "called createBulkJob 2"),
                        of(Situation.BULK_UPLOAD_ANSWER_LOST, "calling progress", "calling abort", "called abort"),
                        of(
                                Situation.BULK_UPLOAD_ANSWER_LOST,
                                "called createBulkJob 2",
                                "stored Filling 3",
                                "called close"),
                        of(Situation.BULK_UPLOAD_CALL_LOST, "called abort", "called upload 2", "called close"),
                        of(Situation.BULK_CLOSE_ANSWER_LOST, "calling progress", "called progress", "called jobsOf"),
                        of(Situation.BULK_CLOSE_ANSWER_LOST, "called refused", "storing Filling 3", "storing Filled"),
                        of(Situation.BULK_CLOSE_CALL_LOST, "called progress", "calling abort", "called abort"),
                        of(Situation.BULK_CLOSE_CALL_LOST, "called progress 2", "called close 2", "stored Filled"),
                        of(
                                Situation.BULK_ABORT_ANSWER_LOST,
                                "called progress 2",
                                "storing Filling 3",
                                "called close 2"),
                        of(Situation.BULK_CLOSED_LATE, "calling abort", "called abort", "called progress 2"),
                        of(Situation.BULK_CLOSED_LATE, "called jobsOf", "stored Filled"),
                        of(
                                Situation.BULK_ENDED_LATE,
                                "calling abort",
                                "called abort",
                                "called progress 2",
                                "stored Filled"),
                        of(Situation.BULK_REFUSALS_LOST, "calling refused 2", "called refused 2", "called jobsOf"),
                        of(
                                Situation.BULK_ABORTED,
                                "called close",
                                "calling progress",
                                "stored Cancelling",
                                "called cancel"),
                        of(Situation.BULK_ABORTED, "storing Cancelled", "stored Cancelled"),
                        of(Situation.BULK_HALTED, "called upload", "calling close", "called close", "stored Filled"))
                .flatMap(points -> points);
    }

    private static Stream<CrashPoint> of(Situation situation, String... moments) {
        return Stream.of(moments).map(moment -> {
            int nth = moment.lastIndexOf(' ');
            return moment.substring(nth + 1).chars().allMatch(Character::isDigit)
                    ? new CrashPoint(situation, moment.substring(0, nth), Integer.parseInt(moment.substring(nth + 1)))
                    : new CrashPoint(situation, moment, 1);
        });
    }

    @Override
    public String toString() {
        return situation + "/" + moment + (nth == 1 ? "" : " " + nth);
    }
}
