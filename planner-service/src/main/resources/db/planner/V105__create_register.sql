-- The register of a package's subscriber orgs: standing, fed by snapshots, of which it keeps what is known for longer than one of them.
create table register (
    package_key text collate "C" primary key,
    -- The moment as of which the newest whole snapshot told everything.
    as_of       timestamptz,
    -- Grows with every transaction that changes an org, a label or a policy: the same revision, the same register.
    revision    bigint not null default 0
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
