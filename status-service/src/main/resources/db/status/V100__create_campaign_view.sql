-- A campaign as folded from its events. What the events have not told yet is null.
create table campaign_view (
    campaign_id        text collate "C" primary key,
    package_id         text,
    package_name       text,
    package_version_id text,
    version_name       text,
    version_number     text,
    strategy           text,
    requested_by       text,
    reason             text,
    created_at         timestamptz,
    -- From the earliest to the newest event that was seen; null while only orgs of the campaign are known.
    began_at           timestamptz,
    newest_at          timestamptz,
    -- The plan that holds: the one with the highest revision, and of two the one that was told later. Null together.
    plan_revision      integer,
    plan_hash          text,
    plan_sequence      bigint,
    planned            bigint,
    excluded           bigint,
    attempts_maximum   integer,
    brake_sequence     bigint,
    brake_position     text,
    brake_at           timestamptz,
    resumed_sequence   bigint not null,
    -- The sequences of the events that were seen, such as 1-5,7.
    sequences          text   not null,
    -- The planner's numbers at the end; null together.
    completed_planned   bigint,
    completed_succeeded bigint,
    completed_reached   bigint,
    completed_failed    bigint,
    completed_left_out  bigint,
    completed_skipped   bigint,
    completed_cancelled bigint,
    -- What the columns above add up to; kept so that campaigns can be looked up by it.
    state              text   not null
);

-- The list of campaigns, newest first, is read along this index.
create index ix_campaign_view_newest on campaign_view (began_at desc, campaign_id desc);

create table wave_view (
    campaign_id            text collate "C" not null references campaign_view,
    number                 integer not null,
    -- By the plan that holds; null together if it has no such wave, or was not seen.
    name                   text,
    kind                   text,
    planned                bigint,
    tolerated_failures     bigint,
    opened_at              timestamptz,
    gate_sequence          bigint,
    gate                   text,
    gate_reason            text,
    gate_at                timestamptz,
    gate_planned           bigint,
    gate_succeeded         bigint,
    gate_reached           bigint,
    gate_failed            bigint,
    gate_left_out          bigint,
    gate_skipped           bigint,
    gate_cancelled         bigint,
    gate_tolerated_failures bigint,
    primary key (campaign_id, number)
);

-- The events themselves, as they came; what people read is told from them.
create table campaign_event (
    campaign_id text collate "C" not null,
    sequence    bigint not null,
    type        text   not null,
    at          timestamptz not null,
    payload     jsonb  not null,
    primary key (campaign_id, sequence)
);
