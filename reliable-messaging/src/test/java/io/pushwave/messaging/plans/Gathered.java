package io.pushwave.messaging.plans;

/** What the database has gathered about the tables when a statement is planned; nobody in production chooses which of them it is. */
public enum Gathered {
    /** Nothing, ever. */
    NEVER,
    /** When the tables were empty, as after an installation. */
    WHILE_EMPTY,
    /** When the first rows were there, as a second after the start of the first campaign. */
    AT_THE_FIRST_ROWS,
    /** When only the last rows were there, those that have come to their end, and every queue had emptied: as between two waves. */
    AT_THE_LAST_ROWS,
    /** Everything, now. */
    NOW
}
