-- The newest word about each campaign; a word with a lower epoch never replaces it.
create table campaign_control (
    campaign_id text primary key,
    epoch       bigint      not null check (epoch >= 1),
    state       text        not null check (state in ('RUNNING', 'HALTED', 'ABORTED', 'ENDED')),
    reason      text        not null,
    heard_at    timestamptz not null
);

create table push_request (
    id                 text primary key,
    campaign_id        text        not null,
    wave               integer     not null check (wave >= 1),
    package_id         text        not null,
    package_version_id text        not null,
    -- Unique per version, and never given out again: the mark by which a request is found again in Salesforce (ADR 0008).
    scheduled_start    timestamptz not null check (date_trunc('second', scheduled_start) = scheduled_start),
    not_after          timestamptz,
    orgs               integer     not null check (orgs >= 1),
    state              text        not null,
    state_since        timestamptz not null,
    salesforce_id      text,
    -- A creation was not answered: more than one request may exist in Salesforce.
    twins_possible     boolean     not null default false,
    cancellable        boolean     not null default true,
    cancel_reason      text,
    activated_at       timestamptz,
    -- Why it waits, for people; null while it goes on.
    waits_for          text,
    failures           integer     not null default 0,
    due_at             timestamptz not null,
    -- Following: newest SystemModstamp seen (Salesforce's clock), last full comparison, wait until the next poll.
    seen_until         timestamptz,
    compared_at        timestamptz,
    poll_wait_ms       bigint      not null default 0,
    lease_owner        text,
    lease_until        timestamptz,
    -- Grows with every claim; whoever stores with an old fence has lost the request.
    fence              bigint      not null default 0,
    formed_at          timestamptz not null,
    constraint ux_push_request_start unique (package_version_id, scheduled_start)
);

create index ix_push_request_due on push_request (due_at) where state not in ('FINISHED', 'CANCELLED');
create index ix_push_request_open on push_request (id) where state not in ('FINISHED', 'CANCELLED');
create index ix_push_request_campaign on push_request (campaign_id) where state not in ('FINISHED', 'CANCELLED');

create table push_intent (
    command_id         text primary key,
    sequence           bigint generated always as identity,
    campaign_id        text        not null,
    org_key            text        not null,
    package_id         text        not null,
    package_version_id text        not null,
    wave               integer     not null check (wave >= 1),
    attempt            integer     not null check (attempt >= 1),
    not_before         timestamptz not null,
    not_after          timestamptz,
    trace_parent       text,
    stored_at          timestamptz not null,
    state              text        not null,
    state_since        timestamptz not null,
    request_id         text,
    job_id             text
)
-- Each row is written about six times in its short life, and a campaign multiplies the table within seconds.
with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

-- Promise 1, held by the database: at most one push in flight per org and package.
create unique index ux_push_intent_in_flight on push_intent (org_key, package_id)
    where state in ('ASSIGNED', 'SCHEDULED', 'STARTED');
create index ix_push_intent_waiting on push_intent (campaign_id, sequence) where state = 'WAITING';
create index ix_push_intent_waiting_org on push_intent (org_key, package_id, sequence) where state = 'WAITING';
create index ix_push_intent_waiting_not_after on push_intent (not_after) where state = 'WAITING' and not_after is not null;
create index ix_push_intent_request on push_intent (request_id, org_key) where request_id is not null;

create table inventory_sync (
    request_id   text primary key,
    package_id   text        not null,
    state        text        not null check (state in ('REQUESTED', 'CATALOGUED', 'DONE')),
    requested_at timestamptz not null,
    ended_at     timestamptz,
    rows_listed  bigint      not null default 0,
    waits_for    text,
    failures     integer     not null default 0,
    due_at       timestamptz not null,
    lease_until  timestamptz,
    fence        bigint      not null default 0
);

create index ix_inventory_sync_due on inventory_sync (due_at) where state <> 'DONE';
