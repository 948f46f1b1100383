package io.pushwave.simulator.domain.failures;

import io.pushwave.simulator.domain.Share;
import io.pushwave.simulator.domain.catalogue.DefectRates;
import java.util.Map;

/**
 * How often jobs fail, and what they say then.
 *
 * @param rate share of orgs whose first attempt fails, 0 to 1
 * @param healsAtSecond share of the failures that can heal which do so at the second attempt
 * @param healsAtThird share of them which do so at the third; the rest never heals
 * @param mix how often each kind is drawn
 * @param extraErrorRate share of the explained failures that have one to three errors and warnings more
 * @param durationShare share of an installation's time after which a job ends that fails, 0 to 1; 1: not sooner than others
 * @param defects in which orgs versions cannot be installed, by the names of those that are there at the beginning
 */
public record FailureSettings(
        double rate,
        double healsAtSecond,
        double healsAtThird,
        FailureMix mix,
        double extraErrorRate,
        double durationShare,
        Map<String, DefectRates> defects) {

    public FailureSettings {
        Share.require("failure rate", rate);
        Share.require("healing share", healsAtSecond + healsAtThird);
        Share.require("extra error rate", extraErrorRate);
        Share.require("failure duration share", durationShare);
        defects = Map.copyOf(defects);
    }
}
