package io.pushwave.planner.gate.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class WaveEntities implements PanacheRepositoryBase<WaveEntity, WaveEntity.Key> {}
