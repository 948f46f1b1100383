-- What the handlers of the tests did, in the order in which they did it.
CREATE TABLE handled (
    position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    consumer   text NOT NULL,
    message_id text NOT NULL,
    key        text NOT NULL,
    value      text NOT NULL
);
