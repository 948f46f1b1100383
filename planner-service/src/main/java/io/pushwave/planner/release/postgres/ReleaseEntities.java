package io.pushwave.planner.release.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ReleaseEntities implements PanacheRepositoryBase<ReleaseEntity, String> {}
