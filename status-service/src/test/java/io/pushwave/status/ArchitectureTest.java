package io.pushwave.status;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.pushwave.architecture.HouseRules;
import io.pushwave.architecture.RoomRules;

@AnalyzeClasses(packages = "io.pushwave.status", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Whatever is not listed here is domain, a new package too. */
    private static final String[] TOUCH_FRAMEWORKS = {
        "io.pushwave.status", // settings, and the names of the meters
        "..fold..",
        "..health..",
        "..kafka..",
        "..lag..",
        "..postgres..",
        "..rest..",
        "..summary.."
    };

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchTests ROOM_RULES = ArchTests.in(RoomRules.class);

    @ArchTest
    static final ArchRule domainKnowsNoFramework = classes()
            .that(not(resideInAnyPackage(TOUCH_FRAMEWORKS)))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "java..", "org.jspecify..", "io.pushwave.contracts..", "io.pushwave.messaging.domain..")
                    .or(resideInAnyPackage("io.pushwave.status..").and(not(resideInAnyPackage(TOUCH_FRAMEWORKS)))))
            .because("what messages mean for the view must be testable without container, broker or database");

    @ArchTest
    static final ArchRule featuresGoInNoCircle =
            slices().matching("io.pushwave.status.(*)..").should().beFreeOfCycles();
}
