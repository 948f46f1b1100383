-- The versions of strategies. A row is never changed: a change is the next version, and campaigns name the one that they keep.
create table strategy_version (
    name       text collate "C" not null,
    version    integer     not null check (version >= 1),
    -- Canonical JSON, as it is hashed; every default is written out, so that a version keeps its meaning.
    document   text        not null,
    -- SHA-256 of the document in hex.
    digest     text        not null,
    created_at timestamptz not null,
    created_by text        not null,
    primary key (name, version)
);

create function keep_strategy_version() returns trigger language plpgsql as $$
begin
    raise exception 'version % of strategy % is never changed; a change is the next version', old.version, old.name;
end
$$;

create trigger strategy_version_is_kept
    before update or delete on strategy_version
    for each row execute function keep_strategy_version();

alter table campaign
    add constraint fk_campaign_strategy foreign key (strategy_name, strategy_version) references strategy_version (name, version);
