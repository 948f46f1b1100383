package io.pushwave.planner.campaign.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class CampaignEntities implements PanacheRepositoryBase<CampaignEntity, String> {}
