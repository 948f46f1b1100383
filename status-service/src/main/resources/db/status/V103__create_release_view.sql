-- Releases as folded from their reports, so that one that no campaign came of is seen as well.
create table release_view (
    release_id         text collate "C" primary key,
    source             text not null,
    event_id           text not null,
    package_id         text not null,
    package_version_id text not null,
    requested_by       text,
    reason             text,
    -- When the earliest report that was seen was made.
    first_at           timestamptz not null,
    -- The last word: RECEIVED, ACCEPTED or REJECTED, since when, and what came of it or why nothing did.
    outcome            text not null,
    outcome_at         timestamptz not null,
    campaign_id        text,
    because            text,
    detail             text
);

-- All, those of one outcome, and those of one package and outcome, newest first. None of them can stand for another one, whatever
-- is known of the table (ADR 21): the first has the plain time, the others one that the first does not have.
create index ix_release_view_newest on release_view (first_at desc, release_id desc);
create index ix_release_view_outcome on release_view (outcome, (first_at at time zone 'UTC') desc, release_id desc);
create index ix_release_view_package
    on release_view ((left(package_id, 15) || ' ' || outcome), (first_at at time zone 'UTC') desc, release_id desc);
