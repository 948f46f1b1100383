-- Who asked for an inventory, and how far the answer has come. What is due, and whose it is, is the package's (inventory).
create table inventory_request (
    request_id   text primary key,
    package_id   text        not null,
    state        text        not null check (state in ('REQUESTED', 'CATALOGUED', 'DONE')),
    requested_at timestamptz not null,
    ended_at     timestamptz,
    -- Whether the versions are the whole answer.
    scope        text        not null default 'SUBSCRIBERS' check (scope in ('CATALOGUE', 'SUBSCRIBERS'))
);

create index ix_inventory_request_open on inventory_request (package_id) where state <> 'DONE';

-- One row for each package: how its copy of subscribers stands, and who is at work on it.
create table inventory (
    package_id      text collate "C" primary key,
    -- Number of the newest reading that was begun; a subscriber's row has that of the reading in which it was seen.
    reading         bigint      not null default 0,
    -- When the last reading that came to its end began; null without one, and then the copy is not whole.
    as_of           timestamptz,
    subscribers     bigint      not null default 0,
    -- Rows that Salesforce had beyond one for each org.
    repeated        bigint      not null default 0,
    -- Newest change seen, by Salesforce's clock.
    changed_until   timestamptz,
    full_at         timestamptz,
    full_calls      bigint,
    full_millis     bigint,
    changes_at      timestamptz,
    changes_calls   bigint,
    changes_millis  bigint,
    -- All subscribers are to be read next, whatever the copy's age.
    full_wanted     boolean     not null default false,
    -- What about the last reading people should know.
    remark          text,
    waits_for       text,
    failures        integer     not null default 0,
    due_at          timestamptz not null,
    lease_until     timestamptz,
    fence           bigint      not null default 0
);

create index ix_inventory_due on inventory (due_at);

create table subscriber (
    package_id           text collate "C" not null,
    org_key              text collate "C" not null,
    org_name             text    not null,
    org_status           text    not null,
    org_type             text    not null,
    instance_name        text    not null,
    parent_org           text,
    installed_version_id text    not null,
    push_blocked         boolean not null,
    -- SystemModstamp, by Salesforce's clock; null where Salesforce does not tell it.
    changed_at           timestamptz,
    seen_in              bigint  not null,
    -- What a push has shown of an org since it was read: the number of the newest reading that had begun by then. A reading with a
    -- greater number knows more; null where the row stands as it was read.
    corrected_in         bigint,
    -- A push has shown that the org has the package no more; kept until a reading says the same, as one under way may still bring it.
    uninstalled          boolean not null default false,
    primary key (package_id, org_key)
)
-- A comparison writes every row anew: room for it on the same page spares the index.
with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
