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
