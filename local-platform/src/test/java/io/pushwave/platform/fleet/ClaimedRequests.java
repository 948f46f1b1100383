package io.pushwave.platform.fleet;

import io.pushwave.platform.local.ExecutorFleet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Who works on which push request, as the executors' database has it. */
final class ClaimedRequests implements AutoCloseable {
    private final Connection database;

    ClaimedRequests(ExecutorFleet fleet) {
        this.database = fleet.database();
    }

    /** The claims that a process holds: request to fence. */
    Map<String, Long> heldBy(String owner) {
        return map(
                "select id, fence from push_request where lease_owner = ? and lease_until is not null"
                        + " and state not in ('FINISHED', 'CANCELLED')",
                row -> row.getLong("fence"),
                owner);
    }

    /** Those of some claims that nobody has taken over, and that have not ended. */
    Set<String> stillHeld(Map<String, Long> claims) {
        var now = map(
                "select id, fence from push_request where state not in ('FINISHED', 'CANCELLED')",
                row -> row.getLong("fence"));
        var held = new HashMap<>(claims);
        held.entrySet().removeIf(claim -> !claim.getValue().equals(now.get(claim.getKey())));
        return Set.copyOf(held.keySet());
    }

    /** Which process claimed each request of a campaign last, where any has. */
    Map<String, String> lastOwners(String campaignId) {
        return map(
                "select id, lease_owner from push_request where campaign_id = ? and lease_owner is not null",
                row -> row.getString("lease_owner"),
                campaignId);
    }

    /** Open requests of a campaign and what they wait for. */
    Map<String, String> open(String campaignId) {
        return map(
                "select id, state || ' ' || coalesce(waits_for, '') as what from push_request"
                        + " where campaign_id = ? and state not in ('FINISHED', 'CANCELLED')",
                row -> row.getString("what"),
                campaignId);
    }

    /** Orgs of a campaign that are not in an active request yet. */
    long notActivated(String campaignId) {
        var intents = intents(campaignId);
        return intents.getOrDefault("WAITING", 0L) + intents.getOrDefault("ASSIGNED", 0L);
    }

    /** Orgs of a campaign that were in an active request, whatever became of them; those that were cancelled are left out. */
    long activated(String campaignId) {
        var intents = intents(campaignId);
        return intents.values().stream().mapToLong(Long::longValue).sum()
                - intents.getOrDefault("WAITING", 0L)
                - intents.getOrDefault("ASSIGNED", 0L)
                - intents.getOrDefault("CANCELLED", 0L);
    }

    /** How many intents of a campaign are in each state. */
    Map<String, Long> intents(String campaignId) {
        return map(
                "select state as id, count(*) as intents from push_intent where campaign_id = ? group by state",
                row -> row.getLong("intents"),
                campaignId);
    }

    /** How many subscribers the executors' copy has, also while it is being read. */
    long subscribersCopied() {
        return map("select 'all' as id, count(*) as subscribers from subscriber", row -> row.getLong("subscribers"))
                .getOrDefault("all", 0L);
    }

    private interface Column<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> Map<String, T> map(String sql, Column<T> column, String... parameters) {
        try (var statement = database.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index]);
            }
            var found = new HashMap<String, T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString("id"), column.of(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
