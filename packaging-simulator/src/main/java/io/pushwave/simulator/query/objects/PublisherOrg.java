package io.pushwave.simulator.query.objects;

import io.pushwave.simulator.domain.SalesforceId;

/** The org that clients log in to: the Dev Hub that owns the packages. */
public record PublisherOrg(String id, String userId, String username) {
    /** Org ids of subscribers count from 0 upwards in strides, so the last number is free. */
    public static PublisherOrg standard(String username) {
        return new PublisherOrg(
                SalesforceId.longId(SalesforceId.ORGANIZATION, SalesforceId.NUMBERS - 1),
                SalesforceId.longId(SalesforceId.USER, 1),
                username);
    }
}
