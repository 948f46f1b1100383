-- Release events, one row each, whichever way they came; the same event again finds its row.
create table release (
    id                 text collate "C" primary key,
    event_source       text        not null,
    event_id           text        not null,
    package_id         text        not null,
    package_version_id text        not null,
    requested_by       text,
    reason             text,
    state              text        not null check (state in ('CHECKING', 'ACCEPTED', 'REJECTED')),
    campaign_id        text collate "C",
    rejection          text,
    rejection_detail   text,
    trace_parent       text,
    -- The Kafka record that brought it, kept while it may still have to become a dead letter.
    origin_topic       text,
    origin_key         text,
    origin_payload     bytea,
    origin_headers     text,
    received_at        timestamptz not null,
    decided_at         timestamptz,
    version            bigint      not null,
    constraint uq_release_event unique (event_source, event_id),
    constraint ck_release_accepted check ((state = 'ACCEPTED') = (campaign_id is not null)),
    constraint ck_release_rejected check ((state = 'REJECTED') = (rejection is not null))
);
