package io.pushwave.simulator.domain;

/**
 * How often jobs fail, and what they say then.
 *
 * @param rate share of orgs whose first attempt fails, 0 to 1
 * @param healsAtSecond share of the failures that can heal which do so at the second attempt
 * @param healsAtThird share of them which do so at the third; the rest never heals
 * @param mix how often each kind is drawn
 * @param extraErrorRate share of the explained failures that have one to three errors and warnings more
 */
public record FailureSettings(
        double rate, double healsAtSecond, double healsAtThird, FailureMix mix, double extraErrorRate) {

    public FailureSettings {
        share("failure rate", rate);
        share("healing share", healsAtSecond + healsAtThird);
        share("extra error rate", extraErrorRate);
    }

    static void share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " is " + value + ", 0 to 1 is expected");
        }
    }
}
