package io.pushwave.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.pushwave.architecture.RoomRules;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

@AnalyzeClasses(packages = "io.pushwave.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchTests ROOM_RULES = ArchTests.in(RoomRules.class);

    @ArchTest
    static final ArchRule theStateKnowsNoFramework = noClasses()
            .that()
            .resideInAnyPackage("..simulator.domain..", "..simulator.soql..", "..simulator.query..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "org.jspecify..", "io.pushwave.simulator..")
            .because("the platform must be replayable without a network; put adapters into the http package");

    @ArchTest
    static final ArchRule theStateKnowsNoQueriesAndNoNetwork = noClasses()
            .that()
            .resideInAPackage("..simulator.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..simulator.soql..", "..simulator.query..", "..simulator.bulk..", "..simulator.http..")
            .because("what happens must not depend on how it is asked about");

    @ArchTest
    static final ArchRule bulkJobsKnowNoNetwork = noClasses()
            .that()
            .resideInAPackage("..simulator.bulk..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..",
                    "org.jspecify..",
                    "org.apache.commons.csv..",
                    "..simulator.bulk..",
                    "..simulator.domain..",
                    "..simulator.query..")
            .because(
                    "jobs are worked off as simulated time passes, whoever asks; JSON and HTTP are the endpoints' affair");

    @ArchTest
    static final ArchRule nothingComesFromTheOtherModules = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "belong to another module of this project",
                    type -> type.getPackageName().startsWith("io.pushwave.")
                            && !type.getPackageName().startsWith("io.pushwave.simulator")))
            .because(
                    "the simulator is independent evidence of the API; it must not share the services' misunderstandings");

    @ArchTest
    static final ArchRule onlyTheMainClassTakesTheSystemsClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SimulatorMain.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(Simulator.class.getName())
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ThreadLocalRandom.class, "current")
            .orShould()
            .callConstructor(Random.class)
            .because("time is handed in and chance comes from the seed");

    @ArchTest
    static final ArchRule aRunningSimulatorNeedsNoJUnit = noClasses()
            .that()
            .resideOutsideOfPackage("..simulator.junit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.junit..")
            .because("JUnit is not among the libraries that it is run with");

    @ArchTest
    static final ArchRule onlyTheServerKnowsVertx = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.pushwave.simulator.http.server.SimulatorServer")
            .and()
            .haveNameNotMatching(".*SimulatorServer\\$.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..")
            .because("endpoints answer calls; how calls arrive is the server's affair");
}
