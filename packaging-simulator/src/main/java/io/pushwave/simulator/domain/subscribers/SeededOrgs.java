package io.pushwave.simulator.domain.subscribers;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.SeededDraw;
import org.jspecify.annotations.Nullable;

/**
 * Orgs that are all drawn, in no memory. A key holds the org's number times a stride plus a seeded offset below the stride,
 * so keys look random, are unique, sort as the numbers do, and are found by arithmetic instead of a map.
 */
final class SeededOrgs implements OrgDirectory {
    private final long seed;
    private final boolean[] sandbox;
    private final long stride;

    /** @param sandbox which orgs are sandboxes; read when it is asked for */
    SeededOrgs(long seed, boolean[] sandbox) {
        this.seed = seed;
        this.sandbox = sandbox;
        stride = SalesforceId.NUMBERS / sandbox.length;
    }

    @Override
    public int orgs() {
        return sandbox.length;
    }

    @Override
    public String key(int org) {
        return SalesforceId.shortId(SalesforceId.ORGANIZATION, number(org));
    }

    @Override
    public int find(String key) {
        long number = SalesforceId.number(SalesforceId.ORGANIZATION, key);
        if (number < 0) {
            return -1;
        }
        long org = number / stride;
        return org < orgs() && number(Math.toIntExact(org)) == number ? Math.toIntExact(org) : -1;
    }

    private long number(int org) {
        long offset = (SeededDraw.bits(seed, 0x0D, org) >>> 1) % stride;
        return org * stride + offset;
    }

    @Override
    public String name(int org) {
        int parent = parent(org);
        return parent < 0
                ? SubscriberSeeding.companyName(seed, org)
                : SubscriberSeeding.companyName(seed, parent) + " Sandbox";
    }

    /** Org 0 is always a production org, so each sandbox has a parent. */
    @Override
    public int parent(int org) {
        if (!sandbox[org]) {
            return -1;
        }
        int candidate = SeededDraw.below(SeededDraw.bits(seed, 0x0A, org), orgs());
        while (sandbox[candidate]) {
            candidate = candidate + 1 == orgs() ? 0 : candidate + 1;
        }
        return candidate;
    }

    @Override
    public @Nullable String parentKey(int org) {
        int parent = parent(org);
        return parent < 0 ? null : key(parent);
    }
}
