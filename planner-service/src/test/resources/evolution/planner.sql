insert into release (id, event_source, event_id, package_key, package_id, package_version_id, requested_by, reason, strategy, urgency,
                     content_digest, request_id, state, campaign_id, settled, rejection, rejection_detail, trace_parent, origin_topic, origin_key, origin_payload,
                     origin_headers, received_at, decided_at, version)
values ('r1', '/ci', 'e1', '033000000000001', '033000000000001AAA', '04t000000000001AAA', 'ci', 'a fix', 'standard', 'HIGH', 'd', 'q1', 'ACCEPTED', 'c1', true,
        null, null, null, null, null, null, null, '2026-11-28', '2026-11-28', 2),
       ('r2', '/ci', 'e2', '033000000000001', '033000000000001AAA', '04t000000000002AAA', null, null, null, null, 'd', null, 'REJECTED', null, true,
        'beta-version', 'a beta', null, 'pushwave.package-releases.v1', 'k', '\x00', '{}', '2026-11-28', '2026-11-28', 1);
insert into catalogue_question values ('033000000000002', '033000000000002AAA', 'q2', '2026-11-28');
insert into package values ('033000000000001', '033000000000001AAA', 'Acme', 'BY_ANCESTOR', '2026-11-28');
insert into package_version values ('033000000000001', '04t000000000001', '04t000000000001AAA', 'Winter', 1, 2, 3, 4, false, false, null, '2026-11-28');
insert into register values ('033000000000001', '2026-11-28', 1, 's1', '2026-11-28', null);
insert into register_snapshot values ('033000000000001', 's1', '2026-11-28', 1, 1, false);
insert into register_page values ('033000000000001', 's1', 1, 1, '00D000000000001', '00D000000000001', '{00D000000000001}');
insert into org values ('033000000000001', '00D000000000001', 'Customer', 'Production', 'Active', 'NA1', null, '04t000000000000', false,
                        '{"ring": "canary"}', '2026-11-28', null);
insert into org_policy values ('033000000000001', '00D000000000001', 'ann', 'asked by the customer', null, 'ben', 'incident', '2026-12-24',
                               'cy', 'certified', 3, 4, 0, 2);
insert into org_successor values ('033000000000001', '00D000000000001', '00D000000000002', '2026-11-28', 'ann', '2026-11-28', null, null);
insert into inventory_snapshot values ('s1', 'q1', '2026-11-28', true, false);
insert into inventory_page values ('s1', 1, 500);
insert into strategy_version values ('standard', 1, '{}', 'd', '2026-11-28', 'ann');
insert into campaign (id, release_id, package_key, package_id, package_name, package_version_id, version_name, major_version, minor_version,
                      patch_version, build_number, requested_by, reason, strategy_name, strategy_version,
                      state, phase, wave, baked_at,
                      control_epoch, event_sequence, snapshot_id, plan_revision, plan_hash, plan_entries, stored_entries, announced_up_to, state_since, state_by, state_reason, trace_parent,
                      created_at, ended_at, version)
values ('c1', 'r1', '033000000000001', '033000000000001AAA', 'Acme', '04t000000000001AAA', 'Winter', 1, 2, 3, 4, 'ci', 'a fix', 'standard',
        1, 'HALTED', 'BAKING', 1, '2026-11-28', 2, 7, 's1', 1, repeat('0a', 32), 2, 2, '00D000000000001', '2026-11-28', 'ann',
        'looks bad', null, '2026-11-28', null, 9);
insert into campaign_exclusion values ('c1', 'blocked', 3);
insert into campaign_claim values ('c1');
insert into wave (campaign_id, number, name, kind, planned, tolerated, succeeded, left_waiting_up_to, opened_at, gate, gate_reason, decided_at)
values ('c1', 1, 'Canary', 'CANARY', 1, 2, 1, 1, '2026-11-28', 'PASSED', 'nothing failed', '2026-11-28');
insert into org_push values ('c1', '00D000000000001', 1, 1, 'RETRYING', 1, '2026-11-28', false),
                            ('c1', '00D000000000002', 1, 2, 'FAILED', 3, null, true);
insert into org_exclusion values ('c1', '00D000000000003', 'PINNED');
