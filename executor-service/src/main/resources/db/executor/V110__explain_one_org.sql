-- Why a command failed, was cancelled or skipped, in the words of its result; null while it is open, and when it succeeded.
alter table push_intent add column ended_because text;

-- "What became of this org?" is asked of all commands, ended ones too.
create index ix_push_intent_org on push_intent (org_key);
