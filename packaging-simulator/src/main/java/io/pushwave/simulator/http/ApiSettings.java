package io.pushwave.simulator.http;

import io.pushwave.simulator.bulk.queue.BulkSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the API answers. Lives are wall-clock time, because clients live in it.
 *
 * @param clientId the only connected app that may log in
 * @param clientSecret its secret
 * @param username the only user that may log in
 * @param publicKeyFile PEM
 * @param audiences accepted beside the simulator's own address
 * @param inProgressValue how the API spells the status in progress
 * @param dailyApiLimit calls in 24 simulated hours
 * @param concurrentLimit calls that take long and may run at once
 * @param longRunningCall how long a call takes to be one of them
 * @param queryPageRows rows of a query page
 * @param subselectPageRows rows of a page with sub-selects, and of a sub-select
 * @param queryLocatorRows rows of open queries kept
 * @param uriBytes longest request line
 * @param headBytes most bytes of URI and headers together
 * @param requestsLogEntries calls kept in the log
 * @param importBytes largest file of orgs
 */
public record ApiSettings(
        Optional<String> clientId,
        Optional<String> clientSecret,
        Optional<String> username,
        Optional<Path> publicKeyFile,
        List<String> audiences,
        Duration tokenLife,
        GrantSettings grants,
        String inProgressValue,
        int dailyApiLimit,
        int concurrentLimit,
        Duration longRunningCall,
        int queryPageRows,
        int subselectPageRows,
        int queryLocatorRows,
        Duration queryLocatorLife,
        int uriBytes,
        int headBytes,
        int requestsLogEntries,
        int importBytes,
        BulkSettings bulk) {
    public ApiSettings {
        audiences = List.copyOf(audiences);
    }
}
