-- One org's part in a campaign. The command of its newest attempt has the id <campaign_id>:<org_key>:<attempt>.
create table org_push (
    campaign_id     text collate "C" not null,
    org_key         text collate "C" not null,
    wave            integer not null,
    -- Its place in the order of the wave, from 1: by a lot, so that the first ones are as mixed as all.
    rank            integer not null,
    state           text    not null
        check (state in ('WAITING', 'COMMANDED', 'RETRYING', 'SUCCEEDED', 'REACHED', 'FAILED', 'LEFT_OUT', 'SKIPPED',
                         'CANCELLED')),
    -- Attempts that were commanded, 0 before the first.
    attempt         integer not null,
    next_attempt_at timestamptz,
    -- The last attempt timed out and has no answer yet: one late answer may correct it.
    timed_out       boolean not null default false,
    primary key (campaign_id, org_key),
    constraint ck_org_push_retry check ((state = 'RETRYING') = (next_attempt_at is not null)),
    constraint ck_org_push_timed_out check (not timed_out or state = 'FAILED')
)
-- Every row is updated at least twice; room on its page lets the update stay there.
with (fillfactor = 80);

create index org_push_of_wave_in_order on org_push (campaign_id, wave, rank);
create index org_push_retry_due on org_push (campaign_id, next_attempt_at) where state = 'RETRYING';

-- Orgs that the plan of a campaign looked at and excluded.
create table org_exclusion (
    campaign_id text collate "C" not null,
    org_key     text collate "C" not null,
    reason      text not null,
    primary key (campaign_id, org_key)
);
