package io.pushwave.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/** What the executor shall do. Key: org key. */
public sealed interface PushCommand extends Message {

    /**
     * Push this version to this org, not before A and not after B: one message per org and attempt.
     *
     * @param commandId unique per campaign, org and attempt; every result repeats it
     * @param wave counts from 1
     * @param attempt counts from 1
     * @param notBefore earliest start, in the years 1 to 9999
     * @param notAfter latest moment at which the push may still be activated, in the years 1 to 9999
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record OrgPushCommanded(
            String commandId,
            String campaignId,
            OrgKey orgKey,
            String packageId,
            String packageVersionId,
            int wave,
            int attempt,
            Instant notBefore,
            Optional<Instant> notAfter)
            implements PushCommand {
        public OrgPushCommanded {
            Required.identifier(commandId, "commandId");
            Required.identifier(campaignId, "campaignId");
            Required.value(orgKey, "orgKey");
            Required.id(packageId, "033", "packageId");
            Required.id(packageVersionId, "04t", "packageVersionId");
            Required.atLeast(1, wave, "wave");
            Required.atLeast(1, attempt, "attempt");
            Required.moment(notBefore, "notBefore");
            Required.value(notAfter, "notAfter");
            notAfter.ifPresent(latest -> {
                Required.moment(latest, "notAfter");
                if (latest.isBefore(notBefore)) {
                    throw new IllegalArgumentException(
                            "notAfter " + latest + " is before notBefore " + notBefore + ": no moment is left");
                }
            });
        }

        @Override
        public String key() {
            return orgKey.value();
        }
    }
}
