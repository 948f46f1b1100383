package io.pushwave.platform.deploy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** A service as its own module describes it: its port, its settings. */
enum Deployable {
    PLANNER("planner", "io.pushwave.planner.PlannerConfig"),
    EXECUTOR("executor", "io.pushwave.executor.ExecutorConfig"),
    STATUS("status", "io.pushwave.status.StatusConfig");

    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    /** Settings of the framework that a deployment may give besides those that a service declares itself. */
    private static final Set<String> FRAMEWORK_SETTINGS = Set.of(
            "kafka.bootstrap.servers",
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.username",
            "quarkus.datasource.password");

    private final String shortName;
    private final String configClass;

    Deployable(String shortName, String configClass) {
        this.shortName = shortName;
        this.configClass = configClass;
    }

    String shortName() {
        return shortName;
    }

    String resourceName() {
        return "pushwave-" + shortName;
    }

    Path module() {
        return REPOSITORY.resolve(shortName + "-service");
    }

    Path containerFile() {
        return REPOSITORY.resolve("deploy/containers/" + shortName + "-service.Containerfile");
    }

    String property(String name) throws IOException {
        var value = applicationProperties().getProperty(name);
        if (value == null) {
            throw new IOException(name + " is not set in " + module() + "'s application.properties");
        }
        return value;
    }

    /** Every environment variable that the service reads, in the form that Kubernetes gives it. */
    Set<String> environmentVariables() throws IOException, ClassNotFoundException {
        var names = new TreeSet<String>();
        FRAMEWORK_SETTINGS.forEach(name -> names.add(environmentVariable(name)));
        applicationProperties().stringPropertyNames().forEach(name -> names.add(environmentVariable(name)));
        try (var classes = new URLClassLoader(new URL[] {classFolder()}, Deployable.class.getClassLoader())) {
            var root = classes.loadClass(configClass);
            addSettings(root, root.getAnnotation(ConfigMapping.class).prefix(), names);
        }
        return names;
    }

    private static boolean isGroup(Class<?> type) {
        return type.isInterface() && type.getPackageName().startsWith("io.pushwave.");
    }

    /** A mapping's methods are its settings, an interface of ours among their types is a group of settings. */
    private static void addSettings(Class<?> mapping, String prefix, Set<String> names) {
        for (var method : mapping.getDeclaredMethods()) {
            var renamed = method.getAnnotation(WithName.class);
            var name = prefix + "." + (renamed == null ? method.getName() : renamed.value());
            if (isGroup(method.getReturnType())) {
                addSettings(method.getReturnType(), name, names);
            } else if (!Modifier.isStatic(method.getModifiers())) {
                names.add(environmentVariable(name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")));
            }
        }
    }

    private URL classFolder() throws MalformedURLException {
        return module().resolve("target/classes").toUri().toURL();
    }

    private Properties applicationProperties() throws IOException {
        var properties = new Properties();
        properties.load(
                new StringReader(Files.readString(module().resolve("src/main/resources/application.properties"))));
        return properties;
    }

    private static String environmentVariable(String property) {
        return property.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
