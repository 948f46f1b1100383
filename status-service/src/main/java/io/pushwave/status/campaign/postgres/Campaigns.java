package io.pushwave.status.campaign.postgres;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.status.campaign.CampaignState;
import io.pushwave.status.campaign.CampaignView;
import io.pushwave.status.org.AttemptsChange;
import io.pushwave.status.postgres.BoundedReads;
import io.pushwave.status.postgres.CampaignLocks;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Campaigns as folded from their events. */
@ApplicationScoped
public class Campaigns {
    private final CampaignRepository repository;
    private final CampaignLocks locks;
    private final BoundedReads reads;

    Campaigns(CampaignRepository repository, CampaignLocks locks, BoundedReads reads) {
        this.repository = repository;
        this.locks = locks;
        this.reads = reads;
    }

    /** Panache's side of it. */
    @ApplicationScoped
    static class CampaignRepository implements PanacheRepositoryBase<CampaignEntity, String> {}

    /** Which campaigns a list shows; newest first. */
    public record Filter(Optional<String> packageVersionId, Optional<CampaignState> state, Optional<Position> after) {}

    /** A campaign's place in the list. */
    public record Position(Instant createdAt, String campaignId) {}

    /**
     * Folds events of any campaigns into their rows, which stay locked until the transaction ends.
     *
     * @return how the most attempts of campaigns have changed by plans that were seen now, by campaign
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public SortedMap<String, AttemptsChange> fold(List<CampaignEvent> events) {
        var byCampaign = events.stream()
                .collect(Collectors.groupingBy(CampaignEvent::campaignId, TreeMap::new, Collectors.toList()));
        locks.insertMissing(byCampaign.keySet());
        var changes = new TreeMap<String, AttemptsChange>();
        repository
                .find("campaignId in ?1 order by campaignId", byCampaign.keySet())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .forEach(row -> {
                    var before = CampaignMapping.toView(row);
                    var view = before;
                    for (CampaignEvent event : byCampaign.getOrDefault(row.campaignId, List.of())) {
                        view = view.with(event);
                    }
                    CampaignMapping.write(view, row);
                    if (!view.attemptsMaximum().equals(before.attemptsMaximum())) {
                        changes.put(
                                row.campaignId,
                                new AttemptsChange(
                                        before.attemptsMaximum(),
                                        view.attemptsMaximum().getAsInt()));
                    }
                });
        return changes;
    }

    /** One campaign, if anything of it was seen; perhaps only its orgs, and then it has no time yet. */
    public Optional<CampaignView> find(String campaignId) {
        return reads.within(() -> repository.findByIdOptional(campaignId).map(CampaignMapping::toView));
    }

    /** Some campaigns by their ids; unknown ones are absent. */
    public Map<String, CampaignView> find(Collection<String> campaignIds) {
        return reads.within(() -> repository.list("campaignId in ?1", campaignIds).stream()
                .map(CampaignMapping::toView)
                .collect(Collectors.toMap(CampaignView::campaignId, Function.identity())));
    }

    /** Campaigns of which an event was seen, newest first; reads along {@code ix_campaign_view_newest}. */
    public List<CampaignView> list(Filter filter, int limit) {
        var query = new StringBuilder("beganAt is not null");
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
            query.append(" and (beganAt < :createdAt or beganAt = :createdAt and campaignId < :campaignId)");
            parameters.put("createdAt", after.createdAt());
            parameters.put("campaignId", after.campaignId());
        });
        query.append(" order by beganAt desc, campaignId desc");
        return reads.within(() -> repository.find(query.toString(), parameters).range(0, limit - 1).stream()
                .map(CampaignMapping::toView)
                .toList());
    }
}
