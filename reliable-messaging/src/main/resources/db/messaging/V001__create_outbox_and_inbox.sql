-- Messages to be sent, in the order in which they were appended. Payload, key and header values are kept byte for byte:
-- dead letters pass through here, and those may hold anything.
CREATE TABLE outbox (
    id            bigint GENERATED ALWAYS AS IDENTITY,
    message_id    text        NOT NULL,
    topic         text        NOT NULL,
    key           bytea,
    type          text        NOT NULL,
    -- json, not jsonb: a broken header may hold U+0000, which jsonb refuses
    headers       json        NOT NULL,
    payload       bytea       NOT NULL,
    trace_parent  text,
    created_at    timestamptz NOT NULL,
    -- The broker refuses the message for good: it stays here with the reason, and so do those of its key behind it; the others go on.
    parked_at     timestamptz,
    parked_reason text,
    CONSTRAINT pk_outbox PRIMARY KEY (id)
);

-- The publisher reads from here, always from its beginning; a row goes when the broker has acknowledged it.
CREATE INDEX ix_outbox_waiting ON outbox (id) WHERE parked_at IS NULL;

-- Which keys wait; empty, as a rule.
CREATE INDEX ix_outbox_parked ON outbox (id) WHERE parked_at IS NOT NULL;

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
