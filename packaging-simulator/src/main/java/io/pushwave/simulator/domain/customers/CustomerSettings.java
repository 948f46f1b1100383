package io.pushwave.simulator.domain.customers;

/**
 * How often customers do something by themselves: expected acts in 1,000 orgs and a simulated day, each 0 to
 * {@link #MOST}.
 *
 * @param upgrades to the newest version that they can install
 * @param uninstalls of a package
 * @param expiries of the org's subscription
 * @param blocks of push upgrades of a package
 */
public record CustomerSettings(double upgrades, double uninstalls, double expiries, double blocks) {
    /** Each org once a day. */
    public static final int MOST = 1_000;

    public CustomerSettings {
        for (double rate : new double[] {upgrades, uninstalls, expiries, blocks}) {
            if (!(rate >= 0 && rate <= MOST)) {
                throw new IllegalArgumentException("acts of customers are " + rate + ", 0 to " + MOST + " is expected");
            }
        }
    }

    public double rate(CustomerAct.Kind kind) {
        return switch (kind) {
            case UPGRADE -> upgrades;
            case UNINSTALL -> uninstalls;
            case EXPIRY -> expiries;
            case BLOCK -> blocks;
        };
    }
}
