package io.pushwave.platform.settings;

/** The processes of the platform, in the order in which people think of them. */
public enum Part {
    KAFKA("kafka", 9092),
    POSTGRESQL("postgresql", 5432),
    SIMULATOR("simulator", 8090),
    PLANNER("planner", 8081),
    EXECUTOR("executor", 8082),
    STATUS("status", 8083);

    private final String label;
    private final int documentedPort;

    Part(String label, int documentedPort) {
        this.label = label;
        this.documentedPort = documentedPort;
    }

    /** The name that people read, that logs are called by. */
    public String label() {
        return label;
    }

    /** The port on loopback that the documentation names. */
    public int documentedPort() {
        return documentedPort;
    }

    /** Whether it is one of the three services. */
    public boolean isService() {
        return switch (this) {
            case PLANNER, EXECUTOR, STATUS -> true;
            case KAFKA, POSTGRESQL, SIMULATOR -> false;
        };
    }
}
