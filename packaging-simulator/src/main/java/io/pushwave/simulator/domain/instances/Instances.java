package io.pushwave.simulator.domain.instances;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The platform's instances by number: those of seeded orgs, then those of imported orgs in the order in which they came. */
public final class Instances {
    /** Most instances that one simulator has; Salesforce has some hundreds. */
    public static final int MOST = 10_000;

    /** So many of {@link #seeded}, the first, have production orgs; the others have sandboxes. */
    public static final int SEEDED_OF_PRODUCTION = 24;

    private static final List<String> SEEDED = seededNames();

    private static final Pattern NAME = Pattern.compile("[A-Z]{2,5}[0-9]{1,5}S?");

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    public Instances() {
        SEEDED.forEach(this::numberOf);
    }

    private static List<String> seededNames() {
        var names = new ArrayList<String>();
        for (int number = 0; number < 14; number++) {
            names.add("NA" + (140 + 3 * number));
        }
        for (int number = 0; number < 7; number++) {
            names.add("EU" + (31 + 4 * number));
        }
        for (int number = 0; number < 3; number++) {
            names.add("AP" + (16 + 5 * number));
        }
        for (int number = 0; number < 16; number++) {
            names.add("CS" + (166 + 7 * number));
        }
        return List.copyOf(names);
    }

    /** The names of those that seeded orgs live on, by number. */
    public static List<String> seeded() {
        return SEEDED;
    }

    /** The number of the instance of an org of which it is not known. */
    public static int first(boolean sandbox) {
        return sandbox ? SEEDED_OF_PRODUCTION : 0;
    }

    /** Whether an instance can have this name: NA174, CS194, UM1, USA123, USA254S. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    public List<String> names() {
        return names;
    }

    public String name(int number) {
        return names.get(number);
    }

    /**
     * The number of an instance; one that is new is added.
     *
     * @throws IllegalStateException if there are too many
     */
    public int numberOf(String name) {
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
    public int countWith(List<String> others) {
        return names.size()
                + (int) others.stream()
                        .filter(name -> !numbers.containsKey(name))
                        .count();
    }

    public void save(DataOutput out) throws IOException {
        out.writeInt(names.size());
        for (var name : names) {
            out.writeUTF(name);
        }
    }

    public static Instances load(DataInput in) throws IOException {
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
