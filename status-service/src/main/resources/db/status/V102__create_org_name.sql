-- Finds any part of a name along an index. Part of PostgreSQL's own contrib modules; trusted, so who may create a schema in the
-- database may create it.
create extension if not exists pg_trgm;

-- Every name that an org was known by, across campaigns: one row an org, and one more for each time it was renamed.
create table org_name (
    org_key text collate "C" not null,
    name    text not null
);
-- By a digest: a name may be longer than an index's entry.
create unique index ix_org_name_once on org_name (org_key, md5(name));
create index ix_org_name_part on org_name using gin (lower(name) gin_trgm_ops);
-- An id whose letters were typed in another case.
create index ix_org_name_case on org_name (lower(org_key));

-- Names with a part in them, in no order. Always along the index above, which only bitmap scans can read: the services' connections
-- avoid those, and the order of the keys, in which few names would be looked for among all, cannot be asked for in here.
create function org_names_with(pattern text) returns setof org_name
    language sql stable
    set enable_bitmapscan = on
as $$ select * from org_name where lower(name) like lower(pattern) $$;
