package io.pushwave.simulator.http.control;

import io.pushwave.simulator.http.Routes;

/** The paths of the simulator's own controls. */
public final class ControlRoutes {
    private final Routes routes;

    public ControlRoutes(Routes routes) {
        this.routes = routes;
    }

    public ControlRoutes clock(ClockEndpoints clocks) {
        routes.on("GET", "simulator/health", clocks::health)
                .on("GET", "simulator/clock", clocks::get)
                .on("POST", "simulator/clock", clocks::set);
        return this;
    }

    /** Who has which packages in which versions. */
    public ControlRoutes base(VersionEndpoints versions, OrgEndpoints orgs) {
        routes.on("GET", "simulator/versions", versions::list)
                .on("POST", "simulator/versions", versions::add)
                .on("PATCH", "simulator/versions/{versionId}", versions::change)
                .on("GET", "simulator/orgs", orgs::list)
                .on("POST", "simulator/orgs", orgs::importOrgs)
                .on("GET", "simulator/orgs/{orgKey}", orgs::get)
                .on("PATCH", "simulator/orgs/{orgKey}", orgs::change);
        return this;
    }

    public ControlRoutes ledger(LedgerEndpoints ledger) {
        routes.on("GET", "simulator/ledger", ledger::ledger);
        return this;
    }

    public ControlRoutes snapshots(SnapshotEndpoints snapshots) {
        routes.on("GET", "simulator/snapshot", snapshots::save).on("POST", "simulator/snapshot", snapshots::restore);
        return this;
    }

    public ControlRoutes log(LogEndpoints log) {
        routes.on("GET", "simulator/requests-log", log::lines).on("GET", "simulator/requests-log/count", log::count);
        return this;
    }

    public ControlRoutes faults(FaultEndpoints faults) {
        routes.on("GET", "simulator/faults", faults::list)
                .on("POST", "simulator/faults", faults::add)
                .on("DELETE", "simulator/faults", faults::clear)
                .on("DELETE", "simulator/faults/{name}", faults::remove);
        return this;
    }

    public ControlRoutes budget(BudgetEndpoints budget) {
        routes.on("GET", "simulator/budget", budget::get).on("POST", "simulator/budget", budget::set);
        return this;
    }
}
