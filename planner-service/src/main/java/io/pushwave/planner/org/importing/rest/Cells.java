package io.pushwave.planner.org.importing.rest;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.rest.BrokenRuleException;

/** Values as they stand in imports. */
final class Cells {
    private Cells() {}

    /** @throws BrokenRuleException if it is no org id, in either of its forms */
    static OrgKey orgKey(String value) throws BrokenRuleException {
        readable("orgKey", value);
        try {
            return new OrgKey(value);
        } catch (IllegalArgumentException e) {
            throw new BrokenRuleException("orgKey", value, String.valueOf(e.getMessage()));
        }
    }

    /** @throws BrokenRuleException if bytes of it were no UTF-8 */
    static String readable(String field, String value) throws BrokenRuleException {
        var bad = Utf8Reader.firstBadByte(value);
        if (bad.isPresent()) {
            throw new BrokenRuleException(
                    field, value, "%s has the byte 0x%02X, which is no UTF-8 there".formatted(field, bad.getAsInt()));
        }
        return value;
    }
}
