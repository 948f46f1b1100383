package io.pushwave.simulator.async;

/** XML that cannot be read, and why. */
public final class XmlFault extends Exception {
    private static final long serialVersionUID = 1L;

    public XmlFault(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
