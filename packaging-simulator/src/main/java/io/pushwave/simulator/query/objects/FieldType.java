package io.pushwave.simulator.query.objects;

/** Field types as describe names them, with the Java type that a row's value has. */
public enum FieldType {
    /** {@link String} of 18 characters. */
    ID("id", "tns:ID", 18, 0),
    /** {@link String} of 18 characters. */
    REFERENCE("reference", "tns:ID", 18, 0),
    /** {@link String}. */
    STRING("string", "xsd:string", 255, 0),
    /** {@link String}. */
    PICKLIST("picklist", "xsd:string", 40, 0),
    /** {@link java.time.Instant}. */
    DATE_TIME("datetime", "xsd:dateTime", 0, 0),
    /** {@link Integer}. */
    INT("int", "xsd:int", 0, 9),
    /** {@link Boolean}. */
    BOOLEAN("boolean", "xsd:boolean", 0, 0);

    private final String apiName;
    private final String soapType;
    private final int length;
    private final int digits;

    FieldType(String apiName, String soapType, int length, int digits) {
        this.apiName = apiName;
        this.soapType = soapType;
        this.length = length;
        this.digits = digits;
    }

    public String apiName() {
        return apiName;
    }

    public String soapType() {
        return soapType;
    }

    /** Most characters; 0 for what is no text. */
    public int length() {
        return length;
    }

    /** Most digits of a whole number; 0 for what is none. */
    public int digits() {
        return digits;
    }
}
