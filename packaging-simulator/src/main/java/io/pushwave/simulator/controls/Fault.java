package io.pushwave.simulator.controls;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rule of misbehaviour in the making: {@code Fault.on("*query").nth(2).does("status").with("status", 503)}. The
 * simulator checks it when it is set.
 */
public final class Fault {
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Fault(String endpoint) {
        with("endpoint", endpoint);
    }

    /**
     * Looks at the calls of an endpoint.
     *
     * @param endpoint path with * for anything
     */
    public static Fault on(String endpoint) {
        return new Fault(endpoint);
    }

    public Fault method(String method) {
        return with("method", method);
    }

    /** Strikes the nth call from now, counted from 1. */
    public Fault nth(int nth) {
        return with("nth", nth);
    }

    /** Strikes each call with a probability of 0 to 1. */
    public Fault probability(double probability, long seed) {
        return with("probability", probability).with("seed", seed);
    }

    public Fault always() {
        return with("always", true);
    }

    /** Does this to the calls that it strikes. */
    public Fault does(String effect) {
        return with("effect", effect);
    }

    /** Sets any other member of a rule. */
    public Fault with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    Map<String, Object> members() {
        return members;
    }
}
