create table campaign (
    id                   text collate "C" primary key,
    release_id           text collate "C" not null references release (id),
    package_key          text collate "C" not null,
    package_id           text        not null,
    package_name         text        not null,
    package_version_id   text        not null,
    version_name         text        not null,
    major_version        integer     not null,
    minor_version        integer     not null,
    patch_version        integer     not null,
    build_number         integer     not null,
    requested_by         text,
    reason               text,
    -- The version of the strategy by which it runs; a newer one does not touch it.
    strategy_name        text collate "C" not null,
    strategy_version     integer     not null,
    state                text        not null check (state in ('PREPARING', 'RUNNING', 'HALTED', 'ABORTED', 'COMPLETED')),
    -- The phase that runs, or that was interrupted by a halt, and its wave.
    phase                text check (phase in ('OPENING', 'PUSHING', 'BAKING')),
    wave                 integer,
    baked_at             timestamptz,
    control_epoch        bigint      not null,
    event_sequence       bigint      not null,
    -- The whole inventory from which the plan is made.
    snapshot_id          text collate "C",
    -- The plan once it is made, how many of its entries are stored, and the last org whose entry was announced. Its revision counts the
    -- plans that were announced.
    plan_revision        integer     not null check (plan_revision >= 1),
    plan_hash            text,
    plan_entries         integer     not null default 0,
    stored_entries       integer     not null default 0,
    announced_up_to      text collate "C",
    -- Since when it is in the state that people see, through whom and why.
    state_since          timestamptz not null,
    state_by             text        not null,
    state_reason         text        not null,
    trace_parent         text,
    created_at           timestamptz not null,
    ended_at             timestamptz,
    version              bigint      not null,
    constraint ck_campaign_phase check ((state in ('RUNNING', 'HALTED')) = (phase is not null and wave is not null)),
    constraint ck_campaign_bake check ((phase = 'BAKING') = (baked_at is not null))
);

-- Two releases of one package can be decided at the same moment by two instances; this lets only one of them through.
create unique index campaign_one_unfinished_per_package
    on campaign (package_key) where state in ('PREPARING', 'RUNNING', 'HALTED');
create index campaign_by_release on campaign (release_id);
create index campaign_by_state_newest_first on campaign (state, id desc);

create table campaign_exclusion (
    campaign_id text collate "C" not null references campaign (id) on delete cascade,
    reason      text   not null,
    orgs        bigint not null,
    primary key (campaign_id, reason)
);

-- One row per campaign for which something may still have to be done. Whoever drives a campaign holds its row locked, so that
-- several planners share the campaigns. It is not the campaign's own row, because that one is locked by every batch of
-- results, and a driver that skips locked rows would then seldom get through.
create table campaign_claim (
    campaign_id text collate "C" primary key references campaign (id) on delete cascade
);

create table wave (
    campaign_id  text collate "C" not null references campaign (id) on delete cascade,
    number       integer not null check (number >= 1),
    -- How people call it, and what it is.
    name         text    not null,
    kind         text    not null,
    planned      bigint  not null,
    tolerated    bigint  not null,
    waiting      bigint  not null default 0 check (waiting >= 0),
    commanded    bigint  not null default 0 check (commanded >= 0),
    retrying     bigint  not null default 0 check (retrying >= 0),
    succeeded    bigint  not null default 0 check (succeeded >= 0),
    reached      bigint  not null default 0 check (reached >= 0),
    failed       bigint  not null default 0 check (failed >= 0),
    left_out     bigint  not null default 0 check (left_out >= 0),
    skipped      bigint  not null default 0 check (skipped >= 0),
    cancelled    bigint  not null default 0 check (cancelled >= 0),
    -- The rank of the last org that left WAITING; they leave in the order of their ranks, so no index has to know who still waits.
    left_waiting_up_to integer not null default 0,
    opened_at    timestamptz,
    gate         text check (gate in ('PASSED', 'HALTED')),
    gate_reason  text,
    decided_at   timestamptz,
    primary key (campaign_id, number),
    constraint uq_wave_name unique (campaign_id, name)
);
