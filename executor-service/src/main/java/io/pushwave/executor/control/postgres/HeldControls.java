package io.pushwave.executor.control.postgres;

import static io.pushwave.database.Columns.texts;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.executor.control.ControlKey;
import io.pushwave.executor.control.UnreadControl;
import io.pushwave.executor.postgres.RowTimes;
import io.pushwave.messaging.DeadLetterHeaders;
import io.pushwave.messaging.GivenUp;
import io.pushwave.messaging.Origin;
import io.pushwave.messaging.Received;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Controls that could not be read, and whom they hold (ADR 0024). */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class HeldControls {
    private static final Logger LOG = Logger.getLogger(HeldControls.class);
    private static final int SHOWN_MAXIMUM = 1_000;

    private static final String OPEN = """
            select id, partition, place, campaign_id, epoch, fingerprint, reason, held_at
              from held_control where released_at is null
            """;

    private final Jdbi jdbi;
    private final ObjectMapper mapper;
    private final Clock clock;

    HeldControls(Jdbi jdbi, ObjectMapper mapper, Clock clock) {
        this.jdbi = jdbi;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * One that holds.
     *
     * @param campaignId empty if it holds all campaigns
     * @param reason why it is no message
     */
    public record Holding(
            long id, Optional<String> campaignId, int partition, long offset, String reason, Instant since) {}

    private record Unread(
            Origin origin, String reason, @Nullable String campaignId, String fingerprint) {}

    /**
     * Holds the campaigns that the records are about. One of which a final control is known needs no hold, and one that came before is
     * not held again, whatever has become of it.
     */
    public void hold(List<GivenUp> records) {
        var unread = new ArrayList<Unread>();
        for (var givenUp : records) {
            var campaigns = campaigns(givenUp.origin());
            var fingerprint = fingerprint(givenUp.origin());
            if (campaigns.isEmpty()) {
                unread.add(new Unread(givenUp.origin(), givenUp.reason(), null, fingerprint));
            }
            campaigns.forEach(id -> unread.add(new Unread(givenUp.origin(), givenUp.reason(), id, fingerprint)));
        }
        letNobodyPass(unread);
        var held = jdbi.withHandle(handle -> handle.createQuery("""
                        insert into held_control (partition, place, written_at, campaign_id, epoch, fingerprint, reason,
                                                  held_at)
                        select n.partition::int, n.place::bigint, n.written_at::bigint, n.campaign_id,
                               coalesce((select c.epoch from campaign_control c where c.campaign_id = n.campaign_id), 0),
                               n.fingerprint, left(n.reason, 1000), :now
                          from unnest(:partitions, :places, :times, :campaigns, :fingerprints, :reasons)
                            as n (partition, place, written_at, campaign_id, fingerprint, reason)
                         where not exists (select 1 from campaign_control c
                                            where c.campaign_id = n.campaign_id and c.state in ('ABORTED', 'ENDED'))
                        on conflict do nothing
                        returning coalesce('campaign ' || campaign_id, 'all campaigns')
                        """)
                .bind("now", clock.instant())
                .bind("partitions", texts(unread, one -> header(one.origin(), DeadLetterHeaders.PARTITION)))
                .bind("places", texts(unread, one -> header(one.origin(), DeadLetterHeaders.OFFSET)))
                .bind("times", texts(unread, one -> header(one.origin(), DeadLetterHeaders.TIMESTAMP)))
                .bind("campaigns", texts(unread, Unread::campaignId))
                .bind("fingerprints", texts(unread, Unread::fingerprint))
                .bind("reasons", texts(unread, Unread::reason))
                .mapTo(String.class)
                .list());
        held.forEach(whom -> LOG.errorf(
                "a control that nobody can read holds %s: nothing new is begun until a newer one comes, or it is put back or"
                        + " dropped (GET /api/held-controls)",
                whom));
    }

    /** Waits for whoever is passing the brake: afterwards nobody has passed it without seeing what is stored here. */
    private void letNobodyPass(List<Unread> unread) {
        boolean all = unread.stream().anyMatch(one -> one.campaignId() == null);
        jdbi.useHandle(handle -> handle.createQuery("""
                        select campaign_id from campaign_control where :all or campaign_id = any(:campaigns)
                         order by campaign_id for update
                        """)
                .bind("all", all)
                .bind("campaigns", texts(unread, Unread::campaignId))
                .mapTo(String.class)
                .list());
    }

    /** Lets go what these controls let go, and says how many. */
    public int release(List<Received<CampaignControl>> controls) {
        var open = jdbi.withHandle(handle ->
                handle.createQuery(OPEN).map(HeldControls::unreadControl).list());
        if (open.isEmpty()) {
            return 0;
        }
        var read = controls.stream().map(HeldControls::control).toList();
        return open.stream()
                .filter(control -> control.releasedBy(read))
                .mapToInt(control -> released(control.id(), "a newer word came"))
                .sum();
    }

    /** Somebody has decided that it holds nobody; false if there is none that holds. */
    public boolean drop(long id) {
        boolean dropped = released(id, "dropped over HTTP") > 0;
        if (dropped) {
            LOG.warnf("the control %d that nobody can read was dropped over HTTP and holds nobody any more", id);
        }
        return dropped;
    }

    /** Those that hold, oldest first, at most 1,000. */
    @Transactional
    public List<Holding> holding() {
        return jdbi.withHandle(handle -> handle.createQuery(OPEN + " order by id limit :most")
                .bind("most", SHOWN_MAXIMUM)
                .map(HeldControls::read)
                .list());
    }

    private int released(long id, String by) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "update held_control set released_at = :now, released_by = :by where id = :id and released_at is null")
                .bind("now", clock.instant())
                .bind("by", by)
                .bind("id", id)
                .execute());
    }

    /** By its key and by what can be read of its payload; none if neither can be a campaign's id. */
    private Set<String> campaigns(Origin origin) {
        var campaigns = new LinkedHashSet<String>();
        Optional.ofNullable(origin.key()).filter(ControlKey::mayName).ifPresent(campaigns::add);
        try {
            var payload = mapper.readTree(origin.payload());
            var named = payload == null ? null : payload.path("campaignId").textValue();
            Optional.ofNullable(named).filter(ControlKey::mayName).ifPresent(campaigns::add);
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            LOG.debugf("the payload does not say which campaign it is about: %s", unreadable.getMessage());
        }
        return campaigns;
    }

    private static UnreadControl.ReadControl control(Received<CampaignControl> received) {
        return switch (received.message()) {
            case CampaignControlled control ->
                new UnreadControl.ReadControl(
                        received.origin().partition().orElse(-1),
                        received.origin().offset().orElse(-1),
                        control.campaignId(),
                        control.epoch(),
                        fingerprint(received.origin()));
        };
    }

    private static Holding read(ResultSet row, StatementContext context) throws SQLException {
        return new Holding(
                row.getLong("id"),
                Optional.ofNullable(row.getString("campaign_id")),
                row.getInt("partition"),
                row.getLong("place"),
                row.getString("reason"),
                RowTimes.instant(row, "held_at"));
    }

    private static UnreadControl unreadControl(ResultSet row, StatementContext context) throws SQLException {
        return new UnreadControl(
                row.getLong("id"),
                row.getInt("partition"),
                row.getLong("place"),
                Optional.ofNullable(row.getString("campaign_id")),
                row.getLong("epoch"),
                row.getString("fingerprint"));
    }

    private static String fingerprint(Origin origin) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.valueOf(origin.key()).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(origin.payload()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String header(Origin origin, String name) {
        return origin.headers().getOrDefault(name, "-1");
    }
}
