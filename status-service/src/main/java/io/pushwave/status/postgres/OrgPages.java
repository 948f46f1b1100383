package io.pushwave.status.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.status.domain.CampaignRules;
import io.pushwave.status.domain.OrgId;
import io.pushwave.status.domain.OrgState;
import io.pushwave.status.domain.OrgView;
import io.pushwave.status.domain.StepRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code org_view} in pages by key, so the last page of a million orgs costs what the first does. */
@ApplicationScoped
public class OrgPages {
    private final Jdbc jdbc;

    OrgPages(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which orgs of a campaign are wanted; what is empty does not restrict.
     *
     * @param states empty means all
     * @param text the beginning of an org's key or, in any case, of its name
     */
    public record Filter(
            Set<OrgState> states,
            OptionalInt wave,
            Optional<String> instanceName,
            Optional<String> orgType,
            Optional<String> text,
            Optional<OrgKey> after) {}

    /**
     * Orgs of a campaign in the order of their keys. One state is read along {@code ix_org_view_step}, a wave along
     * {@code ix_org_view_wave}, a name along {@code ix_org_view_name}, everything else along the primary key; instance and org
     * type only sort out what those find.
     */
    public List<OrgView> list(String campaignId, CampaignRules rules, Filter filter, int limit) {
        var common = new Conditions();
        common.add("campaign_id = ?", campaignId);
        filter.after().ifPresent(after -> common.add("org_key > ?", after.value()));
        filter.wave().ifPresent(wave -> common.add("wave = ?", wave));
        filter.instanceName().ifPresent(name -> common.add("instance_name = ?", name));
        filter.orgType().ifPresent(type -> common.add("org_type = ?", type));
        filter.text().ifPresent(text -> addText(common, text));
        var parts = new ArrayList<Conditions>();
        if (filter.states().isEmpty()) {
            parts.add(common);
        }
        filter.states().stream()
                .flatMap(state -> rules.toldAs(state).stream())
                .forEach(range -> parts.add(common.and(range)));
        return parts.isEmpty() ? List.of() : read(parts, limit);
    }

    /** One page from disjoint parts, each read in order along an index and no further than the limit. */
    private List<OrgView> read(List<Conditions> parts, int limit) {
        var sql = parts.stream()
                .map(part -> "(select * from org_view where " + String.join(" and ", part.sql)
                        + " order by org_key limit " + limit + ")")
                .collect(Collectors.joining(
                        " union all ", "select * from (", ") as page order by org_key limit " + limit));
        return jdbc.query(
                sql,
                statement -> {
                    int index = 0;
                    for (var part : parts) {
                        for (var value : part.values) {
                            statement.setObject(++index, value);
                        }
                    }
                },
                OrgRow::read);
    }

    /** One org's part in a campaign. */
    public Optional<OrgView> find(OrgId id) {
        return jdbc
                .query(
                        "select * from org_view where campaign_id = ? and org_key = ?",
                        statement -> {
                            statement.setString(1, id.campaignId());
                            statement.setString(2, id.orgKey().value());
                        },
                        OrgRow::read)
                .stream()
                .findFirst();
    }

    /** One org across campaigns, the newest campaigns first; reads along {@code ix_org_view_org}. */
    public List<OrgView> acrossCampaigns(OrgKey orgKey, int limit) {
        return jdbc.query(
                """
                select org_view.* from org_view join campaign_view using (campaign_id)
                where org_key = ? and created_at is not null
                order by created_at desc, campaign_id desc limit ?""",
                statement -> {
                    statement.setString(1, orgKey.value());
                    statement.setInt(2, limit);
                },
                OrgRow::read);
    }

    private static void addText(Conditions conditions, String text) {
        if (text.startsWith("00D")) {
            conditions.add("org_key like ?", beginningWith(text));
        } else {
            conditions.add("lower(org_name) like lower(?)", beginningWith(text));
        }
    }

    private static String beginningWith(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private static final class Conditions {
        private final List<String> sql = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        private void add(String condition, Object value) {
            sql.add(condition);
            values.add(value);
        }

        private Conditions and(StepRange range) {
            var narrower = new Conditions();
            narrower.sql.addAll(sql);
            narrower.values.addAll(values);
            narrower.add("step = ?", range.step().name());
            narrower.add("attempt >= ?", range.attemptFrom());
            narrower.add("attempt <= ?", range.attemptTo());
            return narrower;
        }
    }
}
