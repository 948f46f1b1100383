package io.pushwave.status.postgres;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.status.domain.CampaignState;
import io.pushwave.status.domain.CampaignView;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Campaigns as folded from their events. Every method wants a transaction. */
@ApplicationScoped
public class Campaigns {
    private final CampaignRepository repository;
    private final Jdbc jdbc;

    Campaigns(CampaignRepository repository, Jdbc jdbc) {
        this.repository = repository;
        this.jdbc = jdbc;
    }

    /** Panache's side of it. */
    @ApplicationScoped
    static class CampaignRepository implements PanacheRepositoryBase<CampaignEntity, String> {}

    /** Which campaigns a list shows; newest first. */
    public record Filter(Optional<String> packageVersionId, Optional<CampaignState> state, Optional<Position> after) {}

    /** A campaign's place in the list. */
    public record Position(Instant createdAt, String campaignId) {}

    /** Folds events of any campaigns into their rows. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void fold(List<CampaignEvent> events) {
        var byCampaign = events.stream()
                .collect(Collectors.groupingBy(CampaignEvent::campaignId, TreeMap::new, Collectors.toList()));
        // Two instances may meet a campaign for the first time at once; who comes second waits here for the first.
        jdbc.update(
                """
                insert into campaign_view (campaign_id, resumed_sequence, newest_sequence, state)
                select *, 0, 0, 'PREPARING' from unnest(?::text[]) on conflict do nothing""",
                statement -> statement.setArray(
                        1,
                        statement
                                .getConnection()
                                .createArrayOf("text", byCampaign.keySet().toArray())));
        repository
                .find("campaignId in ?1 order by campaignId", byCampaign.keySet())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .forEach(row -> {
                    var view = CampaignMapping.toView(row);
                    for (CampaignEvent event : byCampaign.getOrDefault(row.campaignId, List.of())) {
                        view = view.with(event);
                    }
                    CampaignMapping.write(view, row);
                });
    }

    /** One campaign, if any event of it was seen. */
    @Transactional
    public Optional<CampaignView> find(String campaignId) {
        return repository.findByIdOptional(campaignId).map(CampaignMapping::toView);
    }

    /** Some campaigns by their ids; unknown ones are absent. */
    @Transactional
    public Map<String, CampaignView> find(Collection<String> campaignIds) {
        return repository.list("campaignId in ?1", campaignIds).stream()
                .map(CampaignMapping::toView)
                .collect(Collectors.toMap(CampaignView::campaignId, Function.identity()));
    }

    /** Campaigns whose first event was seen, newest first; reads along {@code ix_campaign_view_newest}. */
    @Transactional
    public List<CampaignView> list(Filter filter, int limit) {
        var query = new StringBuilder("createdAt is not null");
        var parameters = new HashMap<String, Object>();
        filter.packageVersionId().ifPresent(id -> {
            // Salesforce ids name the same thing with 15 and with 18 characters.
            query.append(" and left(packageVersionId, 15) = left(:version, 15)");
            parameters.put("version", id);
        });
        filter.state().ifPresent(state -> {
            query.append(" and state = :state");
            parameters.put("state", state.name());
        });
        filter.after().ifPresent(after -> {
            query.append(" and (createdAt < :createdAt or createdAt = :createdAt and campaignId < :campaignId)");
            parameters.put("createdAt", after.createdAt());
            parameters.put("campaignId", after.campaignId());
        });
        query.append(" order by createdAt desc, campaignId desc");
        return repository.find(query.toString(), parameters).range(0, limit - 1).stream()
                .map(CampaignMapping::toView)
                .toList();
    }
}
