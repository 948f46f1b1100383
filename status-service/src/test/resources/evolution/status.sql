insert into campaign_view (campaign_id, package_id, package_name, package_version_id, version_name, version_number, strategy, created_at,
                           began_at, newest_at, plan_revision, plan_hash, plan_sequence, planned, excluded, attempts_maximum, brake_sequence, brake_position, brake_at,
                           resumed_sequence, sequences, state)
values ('c1', '033000000000001AAA', 'Acme', '04t000000000001AAA', 'Winter', '1.2.3.4', 'default', '2026-11-28', '2026-11-28', '2026-11-28',
        1, repeat('0a', 32), 2, 2, 3, 3, 5, 'HALTED', '2026-11-28', 0, '1-5', 'HALTED');
insert into wave_view (campaign_id, number, name, kind, planned, tolerated_failures, opened_at, gate_sequence, gate, gate_reason, gate_at, gate_planned,
                       gate_succeeded, gate_reached, gate_failed, gate_left_out, gate_skipped, gate_cancelled, gate_tolerated_failures)
values ('c1', 1, 'Canary', 'CANARY', 2, 2, '2026-11-28', 4, 'HALTED', 'too many', '2026-11-28', 2, 0, 0, 2, 0, 0, 0, 1);
insert into campaign_event values ('c1', 5, 'CAMPAIGN_HALTED', '2026-11-28', '{"by": "gate"}');
insert into org_view (campaign_id, org_key, org_name, org_type, org_status, instance_name, installed_version_id, plan_revision, wave, planned_at, results,
                      highest_attempt, attempt, step, failure_class, retryable, error_type, error_title, error_message, error_group,
                      push_request_id, push_job_id, updated_at, strays)
values ('c1', '00D000000000001', 'Customer', 'Production', 'Active', 'NA1', '04t000000000000AAA', 1, 1, '2026-11-28', '[]', 2, 2, 'FAILED',
        'PACKAGE', true, 'UnclassifiedError', 'A title', 'a message', 'a group', '0DV000000000001AAA', '0DX000000000001AAA', '2026-11-28', 1);
insert into wave_count values ('c1', 1, 'FAILED', 2, '', '', 1);
insert into stray_count values ('c1', 'OTHER_WAVE', 1);
insert into org_timeline values ('c1', '00D000000000001', 'm1', '2026-11-28', 'FAILED', 2, 1, 'FAILED', 'a message');
insert into org_name values ('00D000000000001', 'Customer');
insert into release_view
values ('r1', '/ci', 'e1', '033000000000001AAA', '04t000000000001AAA', 'ci', 'a fix', '2026-11-28', 'ACCEPTED', '2026-11-28', 'c1', null, null);
