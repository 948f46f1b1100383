package io.pushwave.simulator.domain;

/**
 * How often jobs fail.
 *
 * @param rate share of orgs whose first attempt fails, 0 to 1
 * @param healsAtSecond share of the failures that can heal which do so at the second attempt
 * @param healsAtThird share of them which do so at the third; the rest never heals
 */
public record FailureSettings(double rate, double healsAtSecond, double healsAtThird) {

    public FailureSettings {
        share("failure rate", rate);
        share("healing share", healsAtSecond + healsAtThird);
    }

    static void share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " is " + value + ", 0 to 1 is expected");
        }
    }
}
