-- The newest login of all instances: tokens, sealed with a key that comes from the credentials' files.
create table shared_login (
    login      text primary key,
    generation bigint      not null check (generation >= 1),
    sealed     bytea       not null,
    since      timestamptz not null
);

-- One row: what Salesforce last said of the daily limit, and the pause after it said that a limit is reached.
create table api_account (
    singleton    boolean primary key default true check (singleton),
    used         bigint,
    allowed      bigint,
    heard_at     timestamptz,
    paused_until timestamptz not null default 'epoch',
    pause_ms     bigint      not null default 0,
    -- Calls that may be given out at once: one after a pause, then ever more.
    most         integer     not null default 1 check (most >= 1)
);

insert into api_account default values;

-- Calls given out to instances, by slices of the window.
create table api_grant (
    slice timestamptz primary key,
    calls bigint not null check (calls >= 0)
);

-- The calls that may run at once, by all executors that use one login: a row for each.
create table call_slot (
    login       text    not null,
    slot        integer not null check (slot >= 1),
    owner       text,
    lease_until timestamptz,
    primary key (login, slot)
);

-- The executors among which they are divided.
create table call_instance (
    login       text        not null,
    name        text        not null,
    lease_until timestamptz not null,
    primary key (login, name)
);
