package io.pushwave.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How large a room may be, and how rooms may need each other: in every module, also in those that are no service. */
public final class RoomRules {
    /** More of them are not looked through when something is sought. */
    private static final int TYPES_PER_PACKAGE = 15;

    /** Packages that have more types, and why. */
    private static final Map<String, String> LARGER_PACKAGES = Map.of(
            "io.pushwave.contracts",
            "the messages are one language: the sealed kinds of a topic, what they have in common, and nothing else");

    @ArchTest
    public static final ArchRule PACKAGES_GO_IN_NO_CIRCLE = slices().assignedFrom(eachPackage())
            .should()
            .beFreeOfCycles()
            .because("what goes in a circle can only be understood, tested and changed as a whole")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule NOTHING_HANGS_ON_A_THREAD = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocal.class)
            .because("what a method needs is handed to it, where a reader sees it");

    @ArchTest
    public static void packagesAreSmall(JavaClasses module) {
        var types = module.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, counting()));
        var violations = types.entrySet().stream()
                .filter(one -> one.getValue() > TYPES_PER_PACKAGE != LARGER_PACKAGES.containsKey(one.getKey()))
                .map(one -> one.getKey() + " has " + one.getValue() + " types, "
                        + (LARGER_PACKAGES.containsKey(one.getKey())
                                ? "and needs no exception"
                                : "at most 15 are allowed"))
                .toList();
        failWith(violations);
    }

    /** Files, methods and constructors, of the module in whose folder the test runs. */
    @ArchTest
    public static void filesAndMethodsAreShort(JavaClasses module) {
        failWith(SourceSizes.tooLarge(Path.of("").toAbsolutePath()));
    }

    private RoomRules() {}

    private static void failWith(List<String> violations) {
        if (!violations.isEmpty()) {
            throw new AssertionError(String.join("\n", violations));
        }
    }

    private static SliceAssignment eachPackage() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith("io.pushwave.")
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "each package";
            }
        };
    }
}
