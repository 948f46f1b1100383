-- The newest control of each campaign; one with a lower epoch never replaces it.
create table campaign_control (
    campaign_id text primary key,
    epoch       bigint      not null check (epoch >= 1),
    state       text        not null check (state in ('RUNNING', 'HALTED', 'ABORTED', 'ENDED')),
    reason      text        not null,
    heard_at    timestamptz not null
);

-- Controls that could not be read: any of them may have been a brake. Each stays, also when it holds nobody any more,
-- because the topic is read from its beginning at every start.
create table held_control (
    id           bigint generated always as identity primary key,
    -- Where the record lies.
    partition    integer     not null,
    place        bigint      not null,
    written_at   bigint      not null,
    -- Null if the record does not say which campaign it is about: then it holds all of them.
    campaign_id  text,
    -- The campaign's newest epoch when the record came; 0 without one.
    epoch        bigint      not null,
    -- SHA-256 of key and payload, in hex: a record that is put back is known by it.
    fingerprint  text        not null,
    reason       text        not null,
    held_at      timestamptz not null,
    released_at  timestamptz,
    -- Why it holds nobody any more.
    released_by  text
);

-- A record may say two campaigns, one by its key and one in its payload.
create unique index ux_held_control_place on held_control (partition, place, written_at, coalesce(campaign_id, ''));
create index ix_held_control_holding on held_control (campaign_id) where released_at is null;
