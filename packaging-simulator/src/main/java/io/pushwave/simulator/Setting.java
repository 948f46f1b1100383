package io.pushwave.simulator;

import io.pushwave.simulator.domain.failures.FailureMix;
import java.util.Locale;

/** Everything that can be set, by flag ({@code --start-delay-minimum PT5S}) or environment variable. */
public enum Setting {
    HOST("127.0.0.1", "address to listen on"),
    PORT("8090", "TCP port, 0 for any free one"),
    ORGS("1000", "subscriber orgs to seed, 1 to 10000000"),
    SEED("7", "whole number that everything drawn depends on"),
    SPEED("60", "simulated seconds per second, 0 (time stands still) to 100000"),
    SNAPSHOT("", "snapshot file to go on from; it brings orgs, seed, speed and simulated time"),
    ORGS_FILE("", "CSV file of orgs to begin with instead of seeded ones, as POST /simulator/orgs takes them"),
    FAULTS_FILE("", "JSON file with rules of misbehaviour to begin with, as POST /simulator/faults takes them"),

    CLIENT_ID("", "the only connected app (JWT iss, client_id) that may log in; empty: any"),
    CLIENT_SECRET("", "secret for the client credentials flow; empty: any"),
    USERNAME("", "the only user (JWT sub) that may log in; empty: any"),
    PUBLIC_KEY_FILE(
            "", "PEM file, public key or certificate, that JWT signatures are checked with; empty: not checked"),
    AUDIENCES(
            "https://login.salesforce.com,https://test.salesforce.com",
            "JWT audiences to accept beside the simulator's own address, separated by commas"),
    TOKEN_LIFE("PT2H", "wall-clock time after which an access token is refused"),
    REFRESH_TOKEN("", "refresh token that is accepted, as if it came from a login in a browser; empty: none"),
    REFRESH_TOKEN_ROTATION("false", "whether each refresh answers a new refresh token and ends the old one"),
    CLIENT_CREDENTIALS_USER("true", "whether the client credentials flow has a user to run as"),

    START_DELAY_MINIMUM("PT0S", "shortest simulated time from the scheduled start to the start"),
    START_DELAY_MAXIMUM("PT30S", "longest simulated time from the scheduled start to the start"),
    INSTANCE_DELAY_MINIMUM("PT0S", "shortest simulated time by which an instance starts a request's jobs later"),
    INSTANCE_DELAY_MAXIMUM("PT0S", "longest simulated time by which an instance starts a request's jobs later"),
    PROPAGATION_MINIMUM("PT0S", "shortest simulated time from a version's release until an instance has it"),
    PROPAGATION_MAXIMUM("PT0S", "longest simulated time from a version's release until an instance has it"),
    JOB_DURATION_MINIMUM("PT20S", "shortest simulated installation"),
    JOB_DURATION_MAXIMUM("PT2M", "longest simulated installation"),
    JOBS_PER_INSTANCE("100", "installations that run at once on one instance"),
    INSTANCE_JOBS("", "replaces jobs-per-instance for some instances: NA140=5,CS166=0"),
    STUCK_RATE("0", "share of attempts that start and never end"),
    STUCK_HOLDS_SLOT("false", "whether a stuck job counts among those that run on its instance"),
    STUCK_ENDS_AFTER("", "simulated time after which a stuck job ends after all; empty: never"),
    FAILURE_RATE("0.03", "share of orgs whose first attempt fails"),
    HEALS_AT_SECOND("0.75", "share of the failures that can heal which do so at the second attempt"),
    HEALS_AT_THIRD("0.20", "share of them which do so at the third attempt; the rest never heals"),

    FAILURE_MIX(
            FailureMix.standard().toString(),
            "weights of the kinds of failure; unexplained is failed without any error row"),
    EXTRA_ERROR_RATE("0.1", "share of the explained failures with one to three errors and warnings more"),
    FAILURE_DURATION_SHARE(
            "1", "share of an installation's time after which a failing job ends; 1: no sooner than others"),
    DEFECT_RATES(
            "",
            "shares of orgs in which a version cannot be installed: Harbor Suite 2.0=0.1, of an instance Harbor Suite"
                    + " 2.0@NA140=0.5, of a customer Harbor Suite 2.0@00D…=1, separated by commas"),

    CUSTOMER_UPGRADES("0", "customers who upgrade by themselves in 1000 orgs and a simulated day, 0 to 1000"),
    CUSTOMER_UNINSTALLS("0", "customers who uninstall a package in 1000 orgs and a simulated day, 0 to 1000"),
    CUSTOMER_EXPIRIES("0", "subscriptions that expire in 1000 orgs and a simulated day, 0 to 1000"),
    CUSTOMER_BLOCKS("0", "customers who block push upgrades in 1000 orgs and a simulated day, 0 to 1000"),

    IN_PROGRESS_VALUE("InProgress", "API value of the status in progress: InProgress or 'In Progress'"),
    JOBS_MAY_JOIN_PENDING("false", "whether jobs may be added to a pending request"),
    CHANGE_AFTER_ACTIVATION("false", "whether version and start time of a pending request may be changed"),
    EMPTY_REQUEST_MAY_START("true", "whether a request without jobs may be set to Pending"),
    FAILS_AT_FIRST_FAILURE(
            "true", "whether a request is Failed with its first failed job, not with its last job's end"),
    BLOCKED_AT_INSERT(
            "true", "whether a blocked subscriber's job is refused at insert; otherwise it fails at its start"),
    MIGRATIONS_A_DAY("5", "orgs that requests with IsMigration can have jobs for in 24 simulated hours"),
    PACKAGE_KIND(
            "managed-2gp", "kind of the seeded first package: 1gp, managed-2gp, unlocked or unlocked-no-namespace"),
    SECURITY_REVIEWED("true", "whether managed packages have passed the security review that a push needs"),
    PUSH_ENABLED("true", "whether the publisher's org has the push objects"),
    SANDBOXES_INHERIT_BLOCK("false", "whether a sandbox without a block of its own has that of its parent org"),
    CUSTOMIZATION_WRITES("true", "whether clients may create, update and delete PushUpgradeCustomization"),
    ANSWERS("", "replaces unverified refusals: cancel-refused=CODE:text;status-jump-refused=CODE:text;…"),

    DAILY_API_LIMIT("100000", "API calls in 24 simulated hours; more are refused with REQUEST_LIMIT_EXCEEDED"),
    CONCURRENT_LIMIT("25", "API calls of long-running-call or more at once; while so many run, all others are refused"),
    LONG_RUNNING_CALL("PT20S", "wall-clock time that a call takes to count for concurrent-limit"),
    QUERY_PAGE_ROWS("2000", "rows of a query page, 200 to 2000"),
    SUBSELECT_PAGE_ROWS("200", "rows of a page when there are sub-selects, and of a sub-select; 1 to 2000"),
    QUERY_LOCATOR_ROWS("50000000", "rows of open queries kept; the query used least recently goes first"),
    QUERY_LOCATOR_LIFE("P2D", "wall-clock time after which an unused query locator is gone"),
    URI_BYTES("16384", "longest request line; a longer one is answered with 414"),
    HEAD_BYTES("16384", "most bytes of URI and headers together; more are answered with 431"),
    REQUESTS_LOG_ENTRIES("100000", "API calls kept in the requests log"),
    IMPORT_BYTES("268435456", "largest file of orgs that POST /simulator/orgs takes"),

    BULK_QUEUE_TIME("PT5S", "simulated time from the end of a bulk upload to the begin of the work"),
    BULK_BATCH_TIME("PT10S", "simulated time that a bulk job takes for one of its internal batches"),
    BULK_BATCH_RECORDS("10000", "records of an internal batch of a bulk job"),
    BULK_TIMEOUT_SHARE("0", "share of the attempts at an internal batch that time out and are made again"),
    BULK_BATCH_TIMEOUT("PT5M", "simulated time after which such an attempt is given up"),
    BULK_BATCH_RETRIES("20", "further attempts at an internal batch before its bulk job fails"),
    BULK_UPLOAD_BYTES("112500000", "largest bulk upload; in base64, which Salesforce measures, it has 150 MB"),
    BULK_DAILY_RECORDS("150000000", "records of bulk jobs in 24 simulated hours; a job that goes beyond fails"),
    BULK_RESULTS_LIFE("P7D", "simulated time after which a bulk job and its results are gone"),
    BULK_JOBS("10000", "bulk jobs kept; the oldest that has ended goes first"),
    BULK_DATA_BYTES("400000000", "bytes of bulk uploads and results kept; the oldest job that has ended goes first"),
    BULK_QUERY_PAGE_ROWS("50000", "rows of a page of bulk query results, unless the client says maxRecords"),
    BULK_DAILY_BATCHES("15000", "batches of bulk jobs of both APIs in 24 simulated hours; more are refused"),
    ASYNC_BATCH_BYTES("10000000", "largest batch that Bulk API 1.0 takes"),
    ASYNC_BATCH_RECORDS("10000", "records of a batch of Bulk API 1.0; one with more fails");

    private final String standard;
    private final String meaning;

    Setting(String standard, String meaning) {
        this.standard = standard;
        this.meaning = meaning;
    }

    /** The flag without its dashes. */
    public String flag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The environment variable. */
    public String variable() {
        return "PUSHWAVE_SIMULATOR_" + name();
    }

    /** The value when nothing is given. */
    public String standard() {
        return standard;
    }

    /** One line for people. */
    public String meaning() {
        return meaning;
    }
}
