package io.pushwave.platform;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.pushwave.architecture.RoomRules;

/** The launcher is no service, so the house rules that speak of injection and messaging have nothing to say about it. */
@AnalyzeClasses(packages = "io.pushwave.platform", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] DOMAIN = {
        "io.pushwave.platform.explain..",
        "io.pushwave.platform.ledger..",
        "io.pushwave.platform.overrides..",
        "io.pushwave.platform.restart.."
    };

    @ArchTest
    static final ArchTests ROOM_RULES = ArchTests.in(RoomRules.class);

    @ArchTest
    static final ArchRule domainKnowsNoFramework = classes()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(DOMAIN).or(resideInAnyPackage("java..", "org.jspecify..")))
            .because("what a demonstration claims about view and ledger is decided by values alone");

    @ArchTest
    static final ArchRule servicesAreStartedAndNeverCalled = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.pushwave.planner..",
                    "io.pushwave.executor..",
                    "io.pushwave.status..",
                    "io.pushwave.simulator..")
            .because(
                    "the end-to-end tests prove something about the packages that are deployed, not about their classes");

    @ArchTest
    static final ArchRule onlyTheKafkaPackageTouchesKafka = noClasses()
            .that()
            .resideOutsideOfPackage("io.pushwave.platform.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("one package knows the broker's client");
}
