-- Packages and versions as Salesforce listed them last. Keys are the 15 characters that both spellings of an id share.
create table package (
    package_key text collate "C" primary key,
    package_id  text        not null,
    name        text        not null,
    ancestry    text        not null check (ancestry in ('FREE', 'BY_ANCESTOR', 'UNKNOWN')),
    as_of       timestamptz not null
);

create table package_version (
    package_key    text collate "C" not null references package (package_key) on delete cascade,
    version_key    text collate "C" not null,
    version_id     text    not null,
    name           text    not null,
    major_version  integer not null,
    minor_version  integer not null,
    patch_version  integer not null,
    build_number   integer not null,
    beta           boolean not null,
    deprecated     boolean not null,
    ancestor_id    text,
    -- When it was listed first: how far behind an org is, is counted from the oldest version above the one that it has.
    listed_at      timestamptz not null,
    primary key (package_key, version_key)
);
