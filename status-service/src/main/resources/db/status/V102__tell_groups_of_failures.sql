-- The failure's message without what differs from org to org; null for failures from before it was told.
alter table org_view add column error_group text;
