-- An activation was not answered and may still arrive; only a cancelled request is safe from it.
alter table push_request add column activation_possible boolean not null default false;
