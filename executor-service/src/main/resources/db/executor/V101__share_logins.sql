-- The newest login of all instances: tokens, sealed with a key that comes from the credentials' files.
create table shared_login (
    login      text primary key,
    generation bigint      not null check (generation >= 1),
    sealed     bytea       not null,
    since      timestamptz not null
);
