-- When a request's open orgs were reported as timed out; their jobs may still run, and late answers are waited for.
alter table push_request add column overdue_since timestamptz;

-- A push that was reported as timed out may still run in Salesforce: it stays in flight (ADR 0013).
drop index ux_push_intent_in_flight;
create unique index ux_push_intent_in_flight on push_intent (org_key, package_id)
    where state in ('ASSIGNED', 'SCHEDULED', 'STARTED', 'OVERDUE');
