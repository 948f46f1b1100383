-- One org in one campaign, joined from everything that was said about it. A row may begin with a result, before its plan
-- entry was seen: then the org's description is null. Org keys are case-sensitive and sort by their bytes, hence "C".
create table org_view (
    campaign_id     text collate "C" not null,
    org_key         text collate "C" not null,
    org_name        text,
    org_type        text,
    org_status      text,
    instance_name   text,
    parent_org      text,
    installed_version_id text,
    wave            integer,
    excluded_reason text,
    attempt         integer not null,
    step            text    not null,
    -- Each told by one attempt; a later attempt's word replaces it.
    failure_attempt integer,
    failure_class   text,
    retryable       boolean,
    error_type      text,
    error_title     text,
    error_message   text,
    push_request_attempt integer,
    push_request_id text,
    push_job_attempt integer,
    push_job_id     text,
    updated_at      timestamptz not null,
    primary key (campaign_id, org_key)
);

-- Pages of a campaign's orgs in one state, or of one wave, and one org across campaigns; each read along its index.
create index ix_org_view_step on org_view (campaign_id, step, org_key);
create index ix_org_view_wave on org_view (campaign_id, wave, org_key);
create index ix_org_view_org on org_view (org_key);
-- Orgs of a campaign by the beginning of their name.
create index ix_org_view_name on org_view (campaign_id, lower(org_name) text_pattern_ops);

-- Counters kept by deltas in the transaction that changes the rows, so a summary never counts a million rows.
-- Finer than what is shown: see Bucket.
create table wave_count (
    campaign_id     text collate "C" not null,
    wave            integer not null,
    step            text    not null,
    attempt         integer not null,
    excluded_reason text    not null,
    n               bigint  not null,
    primary key (campaign_id, wave, step, attempt, excluded_reason)
) with (fillfactor = 50);

-- What happened to an org, one row a message, never changed. The message id makes a replay after the inbox was cleaned up
-- add nothing.
create table org_timeline (
    campaign_id text collate "C" not null,
    org_key     text collate "C" not null,
    message_id  text collate "C" not null,
    at          timestamptz not null,
    what        text    not null,
    attempt     integer not null,
    detail      text    not null,
    primary key (campaign_id, org_key, message_id)
);
