-- The register of a package's subscriber orgs: standing, fed by snapshots, of which it keeps what is known for longer than one of them.
create table register (
    package_key    text collate "C" primary key,
    -- The moment as of which the newest whole snapshot told everything, once all orgs were compared with it.
    as_of          timestamptz,
    -- Grows with every transaction that changes an org, a label or a policy: the same revision, the same register.
    revision       bigint not null default 0,
    -- The newest whole snapshot; and the last org that was compared with it, null when all were.
    whole_snapshot text collate "C",
    whole_as_of    timestamptz,
    compared_up_to text collate "C",
    constraint ck_register_whole check ((whole_snapshot is null) = (whole_as_of is null)),
    constraint ck_register_compared check (compared_up_to is null or whole_snapshot is not null)
);

create table org (
    package_key       text collate "C" not null,
    org_key           text collate "C" not null,
    name              text    not null,
    type              text    not null,
    status            text    not null,
    instance          text    not null,
    parent_org        text collate "C",
    -- 15 characters, as in package_version; the catalogue need not have it.
    installed_version text collate "C" not null,
    push_blocked      boolean not null,
    labels            jsonb   not null default '{}',
    first_seen        timestamptz not null,
    -- Since when a whole snapshot does not have it; labels and policies stay, and it comes back with them.
    gone_at           timestamptz,
    primary key (package_key, org_key)
);
-- The sandboxes of a customer.
create index org_by_parent on org (package_key, parent_org) where parent_org is not null;

-- Snapshots that are on their way or with which orgs are still to be compared; the rows of the others are removed in bounded steps.
create table register_snapshot (
    package_key text collate "C" not null,
    snapshot_id text collate "C" not null,
    as_of       timestamptz not null,
    -- How much it is, as its end says; null until that came.
    pages       integer,
    rows        bigint,
    -- It is older than the newest whole one, or all orgs were compared with it.
    obsolete    boolean not null default false,
    primary key (package_key, snapshot_id),
    constraint ck_register_snapshot_end check ((pages is null) = (rows is null))
);
create index register_snapshot_obsolete on register_snapshot (package_key, snapshot_id) where obsolete;

-- Which orgs a page has told of: a row for 500 orgs, by which those are found that a whole snapshot does not have.
create table register_page (
    package_key text collate "C" not null,
    snapshot_id text collate "C" not null,
    page        integer not null,
    rows        integer not null,
    -- The least and the greatest of its keys; null of a page without rows.
    first_key   text collate "C",
    last_key    text collate "C",
    org_keys    text[] collate "C" not null,
    primary key (package_key, snapshot_id, page),
    foreign key (package_key, snapshot_id) references register_snapshot (package_key, snapshot_id) on delete cascade
);

-- What people have decided about an org, whatever is released: left out, held, or kept at a version. One row an org that has any.
create table org_policy (
    package_key       text collate "C" not null,
    org_key           text collate "C" not null,
    opt_out_by        text,
    opt_out_reason    text,
    opt_out_until     timestamptz,
    hold_by           text,
    hold_reason       text,
    hold_until        timestamptz,
    pin_by            text,
    pin_reason        text,
    pin_major_version integer,
    pin_minor_version integer,
    pin_patch_version integer,
    pin_build_number  integer,
    primary key (package_key, org_key),
    constraint ck_org_policy_any check (num_nonnulls(opt_out_by, hold_by, pin_by) > 0),
    constraint ck_org_policy_opt_out check
        ((opt_out_by is null) = (opt_out_reason is null) and (opt_out_until is null or opt_out_by is not null)),
    constraint ck_org_policy_hold check
        ((hold_by is null) = (hold_reason is null) and (hold_until is null or hold_by is not null)),
    constraint ck_org_policy_pin check
        (num_nonnulls(pin_by, pin_reason, pin_major_version, pin_minor_version, pin_patch_version, pin_build_number) in (0, 6))
);

-- A refreshed sandbox has another org key: which org it may have been before, and what a person has said to that.
create table org_successor (
    package_key     text collate "C" not null,
    org_key         text collate "C" not null,
    predecessor_key text collate "C" not null,
    guessed_at      timestamptz not null,
    confirmed_by    text,
    confirmed_at    timestamptz,
    rejected_by     text,
    rejected_at     timestamptz,
    primary key (package_key, org_key, predecessor_key),
    constraint ck_org_successor_decided check (num_nonnulls(confirmed_by, rejected_by) <= 1
        and (confirmed_by is null) = (confirmed_at is null) and (rejected_by is null) = (rejected_at is null))
);
-- Over an expression, so that it cannot be taken for the key (ADR 21).
create index org_successor_of on org_successor ((package_key || ' ' || predecessor_key));
