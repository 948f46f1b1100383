package io.pushwave.simulator.domain.subscribers;

import org.jspecify.annotations.Nullable;

/** Which orgs there are. They are numbered from 0 in the order of their keys. */
sealed interface OrgDirectory permits SeededOrgs, ListedOrgs {
    int orgs();

    /** 15 characters, 00D…. */
    String key(int org);

    /** The org with this key of 15 or 18 characters, or -1. */
    int find(String key);

    String name(int org);

    /** The production org of a sandbox, or -1 if it has none or that is not here. */
    int parent(int org);

    /** The key of the production org of a sandbox, be it here or not. */
    @Nullable String parentKey(int org);
}
