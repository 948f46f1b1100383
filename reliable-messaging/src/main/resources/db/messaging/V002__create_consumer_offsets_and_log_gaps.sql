-- How far the state of this schema has come in each partition: written in the transaction that handles the records, so a
-- schema that is restored, or made anew, says by itself from where it has to read. Kafka's own offsets are not asked.
CREATE TABLE consumer_offset (
    consumer    text        NOT NULL,
    topic       text        NOT NULL,
    partition   int         NOT NULL,
    -- Kafka's id of the topic: another one means another log under the same name. Null until it was asked for.
    topic_id    text,
    next_offset bigint      NOT NULL,
    moved_at    timestamptz NOT NULL,
    CONSTRAINT pk_consumer_offset PRIMARY KEY (consumer, topic, partition),
    CONSTRAINT ck_consumer_offset_next CHECK (next_offset >= 0)
) WITH (fillfactor = 20); -- a few rows that change with every batch: room for updates in place

-- What the log no longer had when the state needed it. A fact: nothing removes it but a person.
CREATE TABLE log_gap (
    id              bigint GENERATED ALWAYS AS IDENTITY,
    consumer        text        NOT NULL,
    topic           text        NOT NULL,
    partition       int         NOT NULL,
    kind            text        NOT NULL,
    from_offset     bigint      NOT NULL,
    -- exclusive; null if nobody can know
    to_offset       bigint,
    -- the time of the first record that the log still had; null if it had none
    first_record_at timestamptz,
    noticed_at      timestamptz NOT NULL,
    CONSTRAINT pk_log_gap PRIMARY KEY (id),
    CONSTRAINT ck_log_gap_kind CHECK (kind IN ('PURGED', 'RECREATED', 'SHORTENED'))
);
