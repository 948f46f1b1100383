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
