package io.pushwave.simulator.domain.catalogue;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.Share;
import io.pushwave.simulator.domain.instances.Instances;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * In which orgs a version cannot be installed because it is defective, as shares from 0 to 1. Which orgs these are is drawn
 * from the seed; pushing again does not help them.
 *
 * @param overall of all orgs
 * @param byInstance of the orgs of an instance, by its name, instead
 * @param byCustomer of the orgs of a customer, by the key of its production org (15 characters), instead of both; its
 *     sandboxes are among them
 */
public record DefectRates(double overall, Map<String, Double> byInstance, Map<String, Double> byCustomer) {
    private static final Pattern ENTRY = Pattern.compile("([^@=]+)(?:@([^@=]+))?=(\\d+(?:\\.\\d+)?)");

    /** A version without a defect. */
    public static final DefectRates NONE = new DefectRates(0, Map.of(), Map.of());

    /** @throws IllegalArgumentException naming a share that is none */
    public DefectRates {
        Share.require("defect rate", overall);
        byInstance.forEach((name, rate) -> Share.require("defect rate of " + name, rate));
        byCustomer.forEach((key, rate) -> Share.require("defect rate of " + key, rate));
        byInstance = Map.copyOf(byInstance);
        byCustomer = Map.copyOf(byCustomer);
    }

    /**
     * Rates by the names of versions.
     *
     * @param entries as in {@code Harbor Suite 2.0=0.1}, {@code Harbor Suite 2.0@NA140=0.5} and
     *     {@code Harbor Suite 2.0@00D…=1}
     * @throws IllegalArgumentException with the entry that is wrong
     */
    public static Map<String, DefectRates> ofVersions(List<String> entries) {
        var rates = new TreeMap<String, DefectRates>();
        for (var entry : entries) {
            var parts = ENTRY.matcher(entry);
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "has '" + entry + "', but version=share or version@instance=share is expected");
            }
            var version = parts.group(1).strip();
            var before = rates.getOrDefault(version, NONE);
            double rate = Double.parseDouble(parts.group(3));
            rates.put(version, parts.group(2) == null ? before.with(rate) : before.with(parts.group(2), rate));
        }
        return rates;
    }

    /** The same with another share for the orgs that a name stands for: an instance, or a customer's production org. */
    public DefectRates with(String name, double rate) {
        var key = SalesforceId.shorten(name);
        boolean isCustomer = key != null && key.startsWith(SalesforceId.ORGANIZATION);
        if (!isCustomer && !Instances.isName(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is neither an instance such as NA140 nor the key of an org, which begins with 00D");
        }
        var instances = new TreeMap<>(byInstance);
        var customers = new TreeMap<>(byCustomer);
        if (isCustomer) {
            customers.put(key, rate);
        } else {
            instances.put(name, rate);
        }
        return new DefectRates(overall, instances, customers);
    }

    /** The same with another share for all orgs that nothing else is said of. */
    public DefectRates with(double rate) {
        return new DefectRates(rate, byInstance, byCustomer);
    }

    /**
     * The share that counts for an org.
     *
     * @param customer key of the production org, its own for one
     */
    public double rate(String instance, String customer) {
        return byCustomer.getOrDefault(customer, byInstance.getOrDefault(instance, overall));
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(overall);
        saveRates(out, byInstance);
        saveRates(out, byCustomer);
    }

    private static void saveRates(DataOutput out, Map<String, Double> rates) throws IOException {
        out.writeInt(rates.size());
        for (var entry : new TreeMap<>(rates).entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeDouble(entry.getValue());
        }
    }

    static DefectRates load(DataInput in) throws IOException {
        double overall = in.readDouble();
        var byInstance = loadRates(in);
        return new DefectRates(overall, byInstance, loadRates(in));
    }

    private static Map<String, Double> loadRates(DataInput in) throws IOException {
        var rates = new TreeMap<String, Double>();
        for (int left = in.readInt(); left > 0; left--) {
            rates.put(in.readUTF(), in.readDouble());
        }
        return rates;
    }
}
