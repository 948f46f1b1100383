package io.pushwave.executor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.pushwave.architecture.HouseRules;
import io.pushwave.architecture.RoomRules;

/**
 * How the executor is laid out. A room, such as {@code request}, has plain types at its root: what is decided, as values and
 * functions of values. What works with them, and every bean, is in a room below whose name says what it deals with.
 */
@AnalyzeClasses(packages = "io.pushwave.executor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Where frameworks are at home, in whatever room; the root has the configuration. */
    private static final String[] WITH_FRAMEWORKS = {
        "io.pushwave.executor",
        "io.pushwave.executor..work",
        "io.pushwave.executor..postgres",
        "io.pushwave.executor..rest",
        "io.pushwave.executor..kafka",
        "io.pushwave.executor.salesforce.login",
        "io.pushwave.executor.salesforce.call",
        "io.pushwave.executor.salesforce.api"
    };

    private static final DescribedPredicate<JavaClass> PLAIN = resideInAPackage("io.pushwave.executor..")
            .and(not(resideInAnyPackage(WITH_FRAMEWORKS)))
            .as("plain");

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchTests ROOM_RULES = ArchTests.in(RoomRules.class);

    @ArchTest
    static final ArchRule THE_ROOTS_OF_ROOMS_KNOW_NO_FRAMEWORK = classes()
            .that(PLAIN)
            .should()
            .onlyDependOnClassesThat(
                    PLAIN.or(resideInAnyPackage("java..", "io.pushwave.contracts..", "org.jspecify..")))
            .because("what is decided must be testable on a virtual clock, without container, broker or database");
}
