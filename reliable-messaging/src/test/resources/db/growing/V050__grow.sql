alter table outbox add column priority integer not null default 0;
create table reason (id text primary key);
