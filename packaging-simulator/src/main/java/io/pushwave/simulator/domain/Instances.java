package io.pushwave.simulator.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The platform's instances by number: those of seeded orgs, then those of imported orgs in the order in which they came. */
final class Instances {
    /** Most instances that one simulator has; Salesforce has some hundreds. */
    static final int MOST = 10_000;

    private static final Pattern NAME = Pattern.compile("[A-Z]{2,5}[0-9]{1,5}S?");

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    Instances() {
        SubscriberSeeding.instanceNames().forEach(this::numberOf);
    }

    /** Whether an instance can have this name: NA174, CS194, UM1, USA123, USA254S. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    List<String> names() {
        return names;
    }

    String name(int number) {
        return names.get(number);
    }

    /**
     * The number of an instance; one that is new is added.
     *
     * @throws IllegalStateException if there are too many
     */
    int numberOf(String name) {
        var known = numbers.get(name);
        if (known != null) {
            return known;
        }
        if (names.size() == MOST) {
            throw new IllegalStateException("instance " + name + " is one too many, " + MOST + " can be there");
        }
        names.add(name);
        numbers.put(name, names.size() - 1);
        return names.size() - 1;
    }

    /** How many there were if these were there too. */
    int countWith(List<String> others) {
        return names.size()
                + (int) others.stream()
                        .filter(name -> !numbers.containsKey(name))
                        .count();
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(names.size());
        for (var name : names) {
            out.writeUTF(name);
        }
    }

    static Instances load(DataInput in) throws IOException {
        var loaded = new Instances();
        for (int left = in.readInt(); left > 0; left--) {
            var name = in.readUTF();
            if (!isName(name)) {
                throw new IOException("'" + name + "' is no instance");
            }
            loaded.numberOf(name);
        }
        return loaded;
    }
}
