-- How much is here of the snapshots that campaigns wait for; their orgs are in the register.
create table inventory_snapshot (
    snapshot_id text collate "C" primary key,
    request_id  text collate "C" not null,
    -- When its newest page came.
    received_at timestamptz not null,
    complete    boolean not null default false,
    -- Nobody will plan from it (any more); it is removed.
    obsolete    boolean not null default false
);

create index inventory_snapshot_of_request on inventory_snapshot (request_id);
create index inventory_snapshot_obsolete on inventory_snapshot (snapshot_id) where obsolete;

-- Which pages are here, so that a page that comes twice counts once, and a gap is noticed.
create table inventory_page (
    snapshot_id text collate "C" not null references inventory_snapshot (snapshot_id) on delete cascade,
    page        integer not null,
    rows        integer not null,
    primary key (snapshot_id, page)
);
