package io.pushwave.executor.testing;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the executor has stored, and time that passes for it. */
@ApplicationScoped
public class ExecutorTables {
    private final AgroalDataSource dataSource;

    ExecutorTables(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** How many commands of a campaign are in a state. */
    public long intents(String campaignId, String state) {
        return count("select count(*) from push_intent where campaign_id = ? and state = ?", campaignId, state);
    }

    /** How many push requests of a campaign have not ended. */
    public long openRequests(String campaignId) {
        return count(
                "select count(*) from push_request where campaign_id = ? and state not in ('FINISHED', 'CANCELLED')",
                campaignId);
    }

    /** Whether a push request of a campaign waits for a reason that begins so. */
    public boolean waits(String campaignId, String reason) {
        return count(
                        "select count(*) from push_request where campaign_id = ? and waits_for like ? || '%'",
                        campaignId, reason)
                > 0;
    }

    /** As if the time had passed after which a dead instance's work is taken over. */
    public void letLeasesRunOut(String campaignId) {
        change("update push_request set lease_until = null, fence = fence + 1 where campaign_id = ?", campaignId);
    }

    /** The one number that a statement answers with. */
    public long count(String sql, String... parameters) {
        return Long.parseLong(texts(sql, parameters).getFirst());
    }

    /** The first column of every row. */
    public List<String> texts(String sql, String... parameters) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            fill(statement, parameters);
            var texts = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Changes rows. */
    public void change(String sql, String... parameters) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            fill(statement, parameters);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void fill(PreparedStatement statement, String... parameters) throws SQLException {
        for (int index = 0; index < parameters.length; index++) {
            statement.setString(index + 1, parameters[index]);
        }
    }
}
