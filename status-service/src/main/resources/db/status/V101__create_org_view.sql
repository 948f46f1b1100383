-- One org in one campaign, joined from everything that was said about it. A row may begin with a result, before its plan
-- entry was seen: then the org's description is null. Org keys are case-sensitive and sort by their bytes, hence "C".
create table org_view (
    campaign_id     text collate "C" not null,
    org_key         text collate "C" not null,
    -- What was said: the plan entry, and all results as JSON. Only this is ever joined.
    org_name        text,
    org_type        text,
    org_status      text,
    instance_name   text,
    parent_org      text,
    installed_version_id text,
    plan_revision   integer,
    wave            integer,
    excluded_reason text,
    planned_at      timestamptz,
    results         text    not null,
    highest_attempt integer not null,
    -- Where the org stands by the results that count; null while its plan entry was not seen.
    attempt         integer,
    step            text,
    failure_class   text,
    retryable       boolean,
    error_type      text,
    error_title     text,
    error_message   text,
    -- The failure's message without what differs from org to org; null for failures from before it was told.
    error_group     text,
    left_out_reason text,
    left_out_message text,
    push_request_id text,
    push_job_id     text,
    updated_at      timestamptz,
    -- Results that do not count.
    strays          integer not null,
    primary key (campaign_id, org_key)
);

-- Only the primary key is over plain columns. Each other index is over an expression that nothing but its own statements
-- have in their conditions and order, so none of them is mistaken for another one, whatever is known of the table (ADR 21).

-- Pages of a campaign's orgs in one state, or of one wave, and one org across campaigns.
create index ix_org_view_step on org_view ((step || ' ' || campaign_id || ' ' || org_key));
create index ix_org_view_wave on org_view ((wave::text || ' ' || campaign_id || ' ' || org_key));
create index ix_org_view_org on org_view ((org_key || ''));
-- Nearly always empty: what is shown as results that do not count.
create index ix_org_view_strays on org_view ((campaign_id || ' ' || org_key)) where strays > 0;
-- The few orgs that were tried again: they are judged again when the campaign's highest number of attempts becomes known.
create index ix_org_view_tried_again on org_view ((campaign_id || ''), highest_attempt) where highest_attempt > 1;

-- Counters kept by deltas in the transaction that changes the rows, so a summary never counts a million rows.
-- Finer than what is shown: see Bucket.
create table wave_count (
    campaign_id     text collate "C" not null,
    wave            integer not null,
    step            text    not null,
    attempt         integer not null,
    excluded_reason text    not null,
    left_out_reason text    not null,
    n               bigint  not null,
    primary key (campaign_id, wave, step, attempt, excluded_reason, left_out_reason)
) with (fillfactor = 50);

-- Results that do not count, by reason; kept like the counters above.
create table stray_count (
    campaign_id text collate "C" not null,
    reason      text   not null,
    n           bigint not null,
    primary key (campaign_id, reason)
);

-- What happened to an org, one row a message, never changed. The message id makes a replay after the inbox was cleaned up
-- add nothing. Wave and step are those of a result, and null for what the plan says.
create table org_timeline (
    campaign_id text collate "C" not null,
    org_key     text collate "C" not null,
    message_id  text collate "C" not null,
    at          timestamptz not null,
    what        text    not null,
    attempt     integer not null,
    wave        integer,
    step        text,
    detail      text    not null,
    primary key (campaign_id, org_key, message_id)
);
