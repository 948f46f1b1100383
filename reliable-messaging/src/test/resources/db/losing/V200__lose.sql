delete from inbox; alter table outbox drop column trace_parent; update log_gap set to_offset = 43; drop table consumer_offset;
