insert into outbox (message_id, topic, key, type, headers, payload, trace_parent, created_at, parked_at, parked_reason)
values ('m1', 'pushwave.push-results.v1', 'k', 't', '{"ce_id":"m1"}', '{}', null, '2026-11-28', null, null),
       ('m2', 'pushwave.push-results.v1', null, 't', '{}', '\x00ff', '00-1-2-01', '2026-11-28', '2026-11-28', 'too large');
insert into inbox values ('results', 'm1', '2026-11-28');
insert into consumer_offset values ('results', 'pushwave.push-results.v1', 0, 'id', 42, '2026-11-28');
insert into log_gap (consumer, topic, partition, kind, from_offset, to_offset, first_record_at, noticed_at)
values ('results', 'pushwave.push-results.v1', 0, 'PURGED', 1, 42, '2026-11-28', '2026-11-28');
