package io.pushwave.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The rules of the house. A module applies them in its {@code ArchitectureTest}:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "io.pushwave.planner", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTest {
 *     @ArchTest
 *     static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);
 * }
 * }</pre>
 */
public final class HouseRules {
    /** What a domain may be made of: the language, and the words that the services share. */
    @ArchTest
    public static final ArchRule DOMAIN_KNOWS_NO_FRAMEWORK = classes()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.pushwave..domain..", "io.pushwave.contracts..", "org.jspecify..")
            .because("what is decided must be testable on a virtual clock, without container, broker or database")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule TIME_AND_CHANCE_ARE_HANDED_IN = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.pushwave.messaging.TimeAndIds")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(ThreadLocalRandom.class, "current")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callConstructor(Date.class)
            .because("a run that cannot be repeated cannot be understood: inject java.time.Clock and IdSource");

    @ArchTest
    public static final ArchRule ONLY_KAFKA_PACKAGES_TOUCH_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackages("..kafka..", "io.pushwave.messaging..", "io.pushwave.infrastructure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "io.smallrye.reactive.messaging..",
                    "org.eclipse.microprofile.reactive.messaging..",
                    "io.cloudevents.kafka..")
            .because("how messages travel is decided in one place")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule ONLY_REST_PACKAGES_ANSWER_REQUESTS = noClasses()
            .that()
            .resideOutsideOfPackages("..rest..", "io.pushwave.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.pushwave.http..")
            .because("what a request is told is said where requests come in; everything else says what happened")
            .allowEmptyShould(true);

    /** The benchmarks look into the services' databases as a stranger would. */
    @ArchTest
    public static final ArchRule STATEMENTS_ARE_RUN_IN_ONE_WAY = noClasses()
            .that()
            .resideOutsideOfPackages("io.pushwave.database..", "io.pushwave.platform.bench..")
            .should()
            .callMethodWhere(describe(
                    "Connection.prepareStatement or createStatement",
                    call -> call.getTarget().getOwner().isAssignableTo(Connection.class)
                            && call.getTarget().getName().matches("prepare(Statement|Call)|createStatement")))
            .because(
                    "statements over sets of rows have named parameters and one way to fail: Jdbi, set up by SetStatements")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule FAILURES_BECOME_PROBLEMS_IN_ONE_PLACE = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.pushwave.http..")
            .should()
            .notBeAnnotatedWith("org.jboss.resteasy.reactive.server.ServerExceptionMapper")
            .because("what a request is answered names field, value and rule, the same in every service")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    "io.pushwave.(planner|executor|status|simulator)..")
            .should()
            .notDependOnEachOther()
            .because("services share messages and nothing else")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule LIBRARIES_DO_NOT_KNOW_SERVICES = noClasses()
            .that()
            .resideInAnyPackage("io.pushwave.contracts..", "io.pushwave.messaging..", "io.pushwave.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.pushwave.planner..",
                    "io.pushwave.executor..",
                    "io.pushwave.status..",
                    "io.pushwave.simulator..",
                    "io.pushwave.platform..")
            .because("a library that knows its user cannot serve a second one")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should(be(describe("named *Impl, *Manager, *Util, *Utils or *Helper", HouseRules::hasEmptyName)))
            .because("such a name says that nobody decided what the class is for");

    @ArchTest
    public static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS = fields().should()
            .notBeAnnotatedWith(Inject.class)
            .andShould()
            .notBeAnnotatedWith(ConfigProperty.class)
            .because("what a class needs stands in its constructor, where a test can give it")
            .allowEmptyShould(true);

    private HouseRules() {}

    private static boolean hasEmptyName(JavaClass javaClass) {
        return javaClass.getSimpleName().matches(".*(Impl|Manager|Utils?|Helper)");
    }
}
