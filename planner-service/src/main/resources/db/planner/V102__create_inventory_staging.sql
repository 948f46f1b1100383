-- Snapshots of a package's subscribers while they come in and until they are planned from; then they are removed.
create table inventory_snapshot (
    snapshot_id text collate "C" primary key,
    request_id  text collate "C" not null,
    -- When its newest page came.
    received_at timestamptz not null,
    complete    boolean not null default false,
    -- Nobody will plan from it (any more); its rows are removed in bounded steps.
    obsolete    boolean not null default false
);

create index inventory_snapshot_of_request on inventory_snapshot (request_id);
create index inventory_snapshot_obsolete on inventory_snapshot (snapshot_id) where obsolete;

-- Which pages are here, so that a page that comes twice is staged once, and a gap is noticed.
create table inventory_page (
    snapshot_id text collate "C" not null references inventory_snapshot (snapshot_id) on delete cascade,
    page        integer not null,
    rows        integer not null,
    primary key (snapshot_id, page)
);

-- The primary key is also the order in which orgs are planned: keyset pages by org_key within a snapshot.
create table staged_subscriber (
    snapshot_id          text collate "C" not null,
    org_key              text collate "C" not null,
    org_name             text    not null,
    org_status           text    not null,
    org_type             text    not null,
    instance_name        text    not null,
    parent_org           text,
    installed_version_id text    not null,
    push_blocked         boolean not null,
    primary key (snapshot_id, org_key)
);
