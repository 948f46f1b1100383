package io.pushwave.platform.bench.executor;

import io.pushwave.platform.api.RequestsLog.ApiCall;
import java.util.regex.Pattern;

/** How many requests were asked about by polls, each time counted. */
final class PolledRequests {
    private static final Pattern POLL = Pattern.compile("PackagePushRequestId IN \\(([^)]*)\\)");

    private long requests;

    void add(ApiCall call) {
        var poll = POLL.matcher(call.query());
        while (poll.find()) {
            requests +=
                    poll.group(1).chars().filter(character -> character == ',').count() + 1;
        }
    }

    long requests() {
        return requests;
    }
}
