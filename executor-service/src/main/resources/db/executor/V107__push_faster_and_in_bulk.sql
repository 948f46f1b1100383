-- A campaign's waiting intents by their earliest start: what may not start yet, a million of it, is not even looked at.
drop index ix_push_intent_waiting;
create index ix_push_intent_waiting on push_intent (campaign_id, not_before, sequence) where state = 'WAITING';

-- The bulk job that may be adding the jobs of a request: nothing is compared before it has ended.
alter table push_request add column bulk_job_id text;

-- When the newest change was first seen (our clock), and whether nothing older can become visible any more.
alter table push_request add column seen_since timestamptz;
alter table push_request add column seen_settled boolean not null default false;
