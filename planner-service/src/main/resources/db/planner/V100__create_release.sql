-- Release events, one row each, whichever way they came; the same event again finds its row.
create table release (
    id                 text collate "C" primary key,
    event_source       text        not null,
    event_id           text        not null,
    package_key        text collate "C" not null,
    package_id         text        not null,
    package_version_id text        not null,
    requested_by       text,
    reason             text,
    -- What the event asks for: a strategy by its name, and how urgent it is.
    strategy           text,
    urgency            text        check (urgency in ('CRITICAL', 'HIGH', 'NORMAL', 'LOW')),
    -- Of what the event says, however it is spelled: the same event with another content is another release.
    content_digest     text        not null,
    -- The question about the package's versions whose answer decides it; null while it waits for the next question.
    request_id         text collate "C",
    state              text        not null check (state in ('CHECKING', 'ACCEPTED', 'REJECTED')),
    campaign_id        text collate "C",
    -- Nothing can change any more: it was rejected, or its campaign has somebody to push to, or was aborted.
    settled            boolean     not null default false,
    rejection          text,
    rejection_detail   text,
    trace_parent       text,
    -- The Kafka record that brought it, kept until it is settled: it may still have to become a dead letter.
    origin_topic       text,
    origin_key         text,
    origin_payload     bytea,
    origin_headers     text,
    received_at        timestamptz not null,
    decided_at         timestamptz,
    version            bigint      not null,
    constraint uq_release_event unique (event_source, event_id),
    constraint ck_release_accepted check (state <> 'ACCEPTED' or campaign_id is not null),
    constraint ck_release_checking check (state <> 'CHECKING' or (campaign_id is null and not settled)),
    constraint ck_release_rejected check ((state = 'REJECTED') = (rejection is not null))
);

create index release_checking on release (package_key, request_id) where state = 'CHECKING';
create index release_checking_longest on release (received_at) where state = 'CHECKING';
create index release_by_campaign on release (campaign_id) where campaign_id is not null;
-- Lists are newest first, as the ids are.
create index release_by_package on release (package_key, id desc);
create index release_by_state on release (state, id desc);
create index release_by_event_id on release (event_id, id desc);

-- The question about a package's versions that is out now. Releases that come while it is out are decided by the next one, as
-- its answer may be older than they are; so however many come at once, two questions are asked.
create table catalogue_question (
    package_key text collate "C" primary key,
    package_id  text        not null,
    request_id  text collate "C" not null,
    asked_at    timestamptz not null
);
create index catalogue_question_oldest on catalogue_question (asked_at);
