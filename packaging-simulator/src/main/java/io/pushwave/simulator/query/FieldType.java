package io.pushwave.simulator.query;

/** Field types as describe names them, with the Java type that a row's value has. */
public enum FieldType {
    /** {@link String} of 18 characters. */
    ID("id"),
    /** {@link String} of 18 characters. */
    REFERENCE("reference"),
    /** {@link String}. */
    STRING("string"),
    /** {@link String}. */
    PICKLIST("picklist"),
    /** {@link java.time.Instant}. */
    DATE_TIME("datetime"),
    /** {@link Integer}. */
    INT("int"),
    /** {@link Boolean}. */
    BOOLEAN("boolean");

    private final String apiName;

    FieldType(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }
}
