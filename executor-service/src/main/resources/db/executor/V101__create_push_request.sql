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
    -- The bulk job that may be adding the jobs: nothing is compared before it has ended.
    bulk_job_id        text,
    -- An activation was not answered and may still arrive; only a cancelled request is safe from it.
    activation_possible boolean    not null default false,
    cancellable        boolean     not null default true,
    cancel_reason      text,
    activated_at       timestamptz,
    -- Why it waits, for people; null while it goes on.
    waits_for          text,
    failures           integer     not null default 0,
    due_at             timestamptz not null,
    -- Following: newest SystemModstamp seen (Salesforce's clock), last full comparison, wait until the next poll.
    seen_until         timestamptz,
    -- When the newest change was first seen (our clock), and whether nothing older can become visible any more.
    seen_since         timestamptz,
    seen_settled       boolean     not null default false,
    compared_at        timestamptz,
    poll_wait_ms       bigint      not null default 0,
    -- When the open orgs were reported as timed out; their jobs may still run, and late answers are waited for.
    overdue_since      timestamptz,
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
