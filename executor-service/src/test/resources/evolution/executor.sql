insert into campaign_control values ('c1', 3, 'HALTED', 'looks bad', '2026-11-28');
insert into held_control (partition, place, written_at, campaign_id, epoch, fingerprint, reason, held_at, released_at, released_by)
values (0, 42, 1, 'c1', 2, 'f', 'no JSON', '2026-11-28', null, null), (0, 43, 1, null, 0, 'g', 'no JSON', '2026-11-28', '2026-11-28', 'ann');
insert into push_request (id, campaign_id, wave, package_id, package_version_id, scheduled_start, not_after, orgs, state, state_since,
                          salesforce_id, bulk_job_id, activated_at, waits_for, due_at, seen_until, seen_since, compared_at, overdue_since,
                          lease_owner, lease_until, fence, formed_at)
values ('p1', 'c1', 1, '033000000000001AAA', '04t000000000001AAA', '2026-11-28 12:00:00', '2026-11-29', 2, 'ACTIVATED', '2026-11-28',
        '0DV000000000001AAA', '750000000000001AAA', '2026-11-28', 'the limit', '2026-11-28', '2026-11-28', '2026-11-28', '2026-11-28',
        '2026-11-28', 'executor-1', '2026-11-28', 5, '2026-11-28');
insert into push_intent (command_id, campaign_id, org_key, package_id, package_version_id, wave, attempt, not_before, not_after, trace_parent,
                         stored_at, state, state_since, request_id, job_id, ended_because)
values ('c1:1:1', 'c1', '00D000000000001', '033000000000001AAA', '04t000000000001AAA', 1, 1, '2026-11-28', '2026-11-29', '00-1-2-01',
        '2026-11-28', 'OVERDUE', '2026-11-28', 'p1', '0DX000000000001AAA', null),
       ('c1:2:1', 'c1', '00D000000000002', '033000000000001AAA', '04t000000000001AAA', 1, 1, '2026-11-28', null, null,
        '2026-11-28', 'FAILED', '2026-11-28', 'p1', null, 'uninstalled');
insert into inventory_request values ('q1', '033000000000001AAA', 'CATALOGUED', '2026-11-28', null, 'SUBSCRIBERS');
insert into inventory (package_id, reading, as_of, subscribers, changed_until, full_at, due_at)
values ('033000000000001AAA', 2, '2026-11-28', 1, '2026-11-28', '2026-11-28', '2026-11-28');
insert into subscriber
values ('033000000000001AAA', '00D000000000001', 'Customer', 'Active', 'Production', 'NA1', null, '04t000000000000AAA', false, '2026-11-28',
        2, 1, false);
insert into shared_login values ('login', 1, '\x00ff', '2026-11-28');
insert into api_grant values ('2026-11-28', 400);
insert into call_slot values ('login', 1, 'executor-1', '2026-11-28');
insert into call_instance values ('login', 'executor-1', '2026-11-28');
