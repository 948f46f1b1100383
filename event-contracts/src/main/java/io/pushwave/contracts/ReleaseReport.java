package io.pushwave.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a release event, so that a release that starts no campaign is seen as well. Key: release id.
 *
 * <p>The reports of one release are received, then accepted or rejected; one that was accepted may be rejected after its
 * subscribers were counted. So a reader that keeps the later of received, accepted, rejected is right in any order.
 */
public sealed interface ReleaseReport extends Message {

    /** Which release this is about. */
    Release release();

    Instant at();

    @Override
    default String key() {
        return release().releaseId();
    }

    /**
     * A release event as it came; repeated by every report, so that each can be read alone.
     *
     * @param source CloudEvents {@code source} of the event
     * @param eventId CloudEvents {@code id} of the event; with the source it tells which event this is
     * @param requestedBy who or what released it, as shown to people
     * @param reason why it is pushed, as shown to people
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Release(
            String releaseId,
            String source,
            String eventId,
            String packageId,
            String packageVersionId,
            Optional<String> requestedBy,
            Optional<String> reason) {
        public Release {
            Required.identifier(releaseId, "releaseId");
            Required.text(source, "source");
            Required.text(eventId, "eventId");
            Required.id(packageId, "033", "packageId");
            Required.id(packageVersionId, "04t", "packageVersionId");
            Required.value(requestedBy, "requestedBy").ifPresent(text -> Required.free(text, "requestedBy"));
            Required.value(reason, "reason").ifPresent(text -> Required.free(text, "reason"));
        }
    }

    /** The event could be read; whether it starts a campaign is not decided. */
    record ReleaseReceived(Release release, Instant at) implements ReleaseReport {
        public ReleaseReceived {
            Required.value(release, "release");
            Required.moment(at, "at");
        }
    }

    /** A campaign came of it. */
    record ReleaseAccepted(Release release, Instant at, String campaignId) implements ReleaseReport {
        public ReleaseAccepted {
            Required.value(release, "release");
            Required.moment(at, "at");
            Required.identifier(campaignId, "campaignId");
        }
    }

    /**
     * Final: nothing is pushed because of it.
     *
     * @param because the rule, such as {@code beta-version} or {@code nobody-left}; new ones may come
     * @param detail a sentence that names the values
     * @param campaignId the campaign that was begun before this was known, and was aborted
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ReleaseRejected(Release release, Instant at, String because, String detail, Optional<String> campaignId)
            implements ReleaseReport {
        public ReleaseRejected {
            Required.value(release, "release");
            Required.moment(at, "at");
            Required.identifier(because, "because");
            Required.free(detail, "detail");
            Required.value(campaignId, "campaignId").ifPresent(id -> Required.identifier(id, "campaignId"));
        }
    }
}
