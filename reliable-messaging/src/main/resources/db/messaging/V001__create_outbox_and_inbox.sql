-- Messages to be sent, in the order in which they were appended. Payload, key and header values are kept byte for byte:
-- dead letters pass through here, and those may hold anything.
CREATE TABLE outbox (
    id           bigint GENERATED ALWAYS AS IDENTITY,
    message_id   text        NOT NULL,
    topic        text        NOT NULL,
    key          bytea,
    type         text        NOT NULL,
    -- json, not jsonb: a broken header may hold U+0000, which jsonb refuses
    headers      json        NOT NULL,
    payload      bytea       NOT NULL,
    trace_parent text,
    created_at   timestamptz NOT NULL,
    published_at timestamptz,
    CONSTRAINT pk_outbox PRIMARY KEY (id)
);

-- The publisher reads from here, always from its beginning.
CREATE INDEX ix_outbox_unpublished ON outbox (id) WHERE published_at IS NULL;

-- The beginning of the outbox changes all the time: without frequent vacuums the publisher would step over dead entries.
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 10000);

-- What was handled: CloudEvents source and id, or the place of a record that was given up.
CREATE TABLE inbox (
    consumer    text        NOT NULL,
    message_id  text        NOT NULL,
    received_at timestamptz NOT NULL,
    CONSTRAINT pk_inbox PRIMARY KEY (consumer, message_id)
);

-- For the clean-up alone.
CREATE INDEX ix_inbox_received_at ON inbox (received_at);
