package io.pushwave.platform.settings;

/**
 * The simulated Salesforce: who its customers are, and how fast its clock runs.
 *
 * @param orgs subscriber orgs, at least 1
 * @param seed decides everything about them, and every outcome of a push
 * @param speed simulated seconds per real second, above 0
 */
public record Customers(int orgs, long seed, double speed) {
    public Customers {
        if (orgs < 1 || orgs > 2_000_000) {
            throw new IllegalArgumentException("orgs is " + orgs + ", 1 to 2000000 are possible");
        }
        if (!(speed > 0 && speed <= 100_000)) {
            throw new IllegalArgumentException("speed is " + speed + ", above 0 and at most 100000 is possible");
        }
    }
}
