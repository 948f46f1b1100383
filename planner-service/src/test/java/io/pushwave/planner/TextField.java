package io.pushwave.planner;

import java.nio.charset.StandardCharsets;

/** Where strangers write, in the order of a campaign's course. */
enum TextField {
    REQUESTED_BY_HTTP("requestedBy", Limits.NAME, false),
    REASON_HTTP("reason", Limits.REASON, true),
    EVENT_ID_HTTP("id", 900, false),
    REQUESTED_BY_KAFKA("requestedBy", Limits.NAME, false),
    REASON_KAFKA("reason", Limits.REASON, true),
    PACKAGE_NAME("packageName", Integer.MAX_VALUE, false),
    VERSION_NAME("versions[0].name", Integer.MAX_VALUE, false),
    ORG_NAME("rows[0].orgName", Integer.MAX_VALUE, true),
    FAILURE_MESSAGE("failure.message", Integer.MAX_VALUE, true),
    HALT_BY("by", Limits.NAME, false),
    HALT_REASON("reason", Limits.REASON, true);

    final String place;
    private final int maximum;
    private final boolean mayBeBlank;

    TextField(String place, int maximum, boolean mayBeBlank) {
        this.place = place;
        this.maximum = maximum;
        this.mayBeBlank = mayBeBlank;
    }

    boolean takes(String text) {
        int length = this == EVENT_ID_HTTP ? text.getBytes(StandardCharsets.UTF_8).length : text.length();
        return RandomTexts.isStorable(text) && length <= maximum && (mayBeBlank || !text.isBlank());
    }

    /** What people may write by default, in characters. */
    private static final class Limits {
        static final int NAME = 200;
        static final int REASON = 2_000;

        private Limits() {}
    }
}
