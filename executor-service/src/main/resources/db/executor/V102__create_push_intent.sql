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
    job_id             text,
    -- Why it failed, was cancelled or skipped, in the words of its result; null while it is open, and when it succeeded.
    ended_because      text
)
-- Each row is written about six times in its short life, and a campaign multiplies the table within seconds.
with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

-- Promise 1, held by the database: at most one push in flight per org and package. One that was reported as timed out may still run in
-- Salesforce and stays in flight (ADR 0013).
create unique index ux_push_intent_in_flight on push_intent (org_key, package_id)
    where state in ('ASSIGNED', 'SCHEDULED', 'STARTED', 'OVERDUE');

-- A campaign's waiting intents by their earliest start, so that what may not start yet, a million of it, is not even looked at; and those
-- of an org. When statistics were gathered while nothing waited, as between two waves, going through either as a whole looks cheaper than
-- looking into the right one, for every command again. The last condition is true of every row; only the statements that an index is meant
-- for have it, so that no other index can stand for it (ADR 0021).
create index ix_push_intent_waiting on push_intent (campaign_id, not_before, sequence)
    where state = 'WAITING' and not_before > '-infinity';
create index ix_push_intent_waiting_org on push_intent (org_key, package_id, sequence)
    where state = 'WAITING' and sequence > 0;
create index ix_push_intent_waiting_not_after on push_intent (not_after) where state = 'WAITING' and not_after is not null;
create index ix_push_intent_request on push_intent (request_id, org_key) where request_id is not null;

-- "What became of this org?" is asked of all commands, ended ones too.
create index ix_push_intent_org on push_intent (org_key);
