package io.pushwave.simulator.domain;

/**
 * Refusals that Salesforce documents or must have, but whose code and words no source shows. Each is a setting; what stands
 * here is only its default.
 */
public enum UnverifiedAnswer {
    CANCEL_REFUSED("INVALID_STATUS", "The push request can't be canceled because its status is {0}."),
    STATUS_JUMP_REFUSED("INVALID_STATUS", "The status of the push request can't be changed from {0} to {1}."),
    STATUS_ON_CREATE_REFUSED("INVALID_STATUS", "A push request can't be created with the status {0}."),
    CHANGE_AFTER_ACTIVATION_REFUSED("INVALID_STATUS", "The push request can't be changed because its status is {0}."),
    JOB_AFTER_CREATED_REFUSED("INVALID_STATUS", "Jobs can't be added to a push request with the status {0}."),
    EMPTY_REQUEST_REFUSED("INVALID_STATUS", "The push request has no jobs."),
    TARGET_NOT_PUSHABLE("INVALID_INPUT", "The package version must be released and not deprecated."),
    BLOCKED_SUBSCRIBER("INVALID_OPERATION", "The subscriber has blocked push upgrades of this package."),
    VERSION_NOT_HIGHER(
            "INVALID_OPERATION",
            "The specified SubscriberOrganizationKey is not eligible to receive this upgrade. It already has this version or"
                    + " a newer one."),
    VERSION_OFF_PATH(
            "INVALID_OPERATION", "The currently installed version does not share a common ancestor with this version."),
    SECURITY_REVIEW_MISSING("INVALID_OPERATION", "Specify a package that has passed the AppExchange security review."),
    INACTIVE_SUBSCRIBER(
            "INVALID_OPERATION",
            "The specified SubscriberOrganizationKey is not eligible to receive this upgrade. It may not have the package"
                    + " installed, or has a beta version installed."),
    MIGRATION_VERSION_DIFFERS(
            "INVALID_OPERATION",
            "The specified SubscriberOrganizationKey is not eligible to be migrated. It must have the version of the package"
                    + " that is pushed."),
    MIGRATION_LIMIT("LIMIT_EXCEEDED", "At most {0} subscriber orgs can be migrated in a day."),
    DUPLICATE_JOB(
            "DUPLICATE_VALUE",
            "duplicate value found: SubscriberOrganizationKey duplicates value on record with id: {0}"),
    BULK_VALUE_REFUSED("JSON_PARSER_ERROR", "Unexpected value '{1}' for {0}"),
    BULK_OPERATION_REFUSED("INVALIDOPERATION", "{0} is not supported for {1}"),
    BULK_UPLOAD_REFUSED("INVALIDJOBSTATE", "Uploading data to {0} Job not allowed"),
    BULK_CLOSE_REFUSED("INVALIDJOBSTATE", "Closing {0} Job not allowed"),
    BULK_RESULTS_REFUSED("INVALIDJOBSTATE", "Getting results of {0} Job not allowed"),
    BULK_QUERY_REFUSED("API_ERROR", "{0} not supported in Bulk Query"),
    BULK_VERSION_REFUSED("INVALIDVERSION", "The results must be got with API version {0}, which created the job"),
    BULK_STORAGE_REFUSED("EXCEEDEDQUOTA", "Too much job data or too many jobs are kept"),
    ASYNC_VALUE_REFUSED("InvalidJob", "Unexpected value '{1}' for {0}"),
    ASYNC_JOB_UNKNOWN("InvalidJob", "Invalid job id: {0}"),
    ASYNC_BATCH_UNKNOWN("InvalidBatch", "Invalid batch id: {0}"),
    ASYNC_STATE_REFUSED("InvalidJobState", "{1} already {0} Job not allowed"),
    ASYNC_BATCH_REFUSED("InvalidJobState", "Adding a batch to {0} Job not allowed"),
    ASYNC_OLD_JOB_REFUSED("InvalidJobState", "Adding a batch to a Job that is more than 24 hours old not allowed"),
    ASYNC_TYPE_REFUSED("InvalidBatch", "The content type {0} of the batch is not that of the job, {1}"),
    ASYNC_RESULTS_REFUSED("InvalidBatch", "The batch is {0} and has no results"),
    ASYNC_VERSION_REFUSED("InvalidVersion", "The job was created with API version {0}"),
    ASYNC_CHUNKING_REFUSED("InvalidJob", "PK chunking is not supported for {0}"),
    ASYNC_BATCHES_REFUSED("ExceededQuota", "ApiBatchItems Limit exceeded.");

    private final String code;
    private final String message;

    UnverifiedAnswer(String code, String message) {
        this.code = code;
        this.message = message;
    }

    public String code() {
        return code;
    }

    /** With {0}, {1} where values stand. */
    public String message() {
        return message;
    }
}
