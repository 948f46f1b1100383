package io.pushwave.planner;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.pushwave.architecture.HouseRules;
import io.pushwave.architecture.RoomRules;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SalesforceId;
import io.pushwave.contracts.StorableText;
import io.pushwave.planner.campaign.CampaignLife;
import io.pushwave.planner.campaign.CampaignState;
import java.util.List;

/**
 * The rooms of the planner: a feature has its domain types at its root, and below it {@code work} (use cases), {@code postgres},
 * {@code kafka} and {@code rest}. What every feature needs is above them, in the root package and {@code rest}.
 */
@AnalyzeClasses(packages = "io.pushwave.planner", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.pushwave.planner";

    /** From the bottom up; the empty name is the root package. */
    private static final List<String> FEATURES =
            List.of("", "rest", "org", "strategy", "targeting", "plan", "gate", "dispatch", "campaign", "release");

    /** The packages that hold a feature's domain types, and nothing else. */
    private static final String[] DOMAIN = List.of(
                    "org",
                    "org.filter",
                    "org.importing",
                    "org.label",
                    "org.policy",
                    "org.successor",
                    "strategy",
                    "strategy.choice",
                    "targeting",
                    "plan",
                    "gate",
                    "dispatch",
                    "campaign",
                    "release")
            .stream()
            .map(feature -> ROOT + "." + feature)
            .toArray(String[]::new);

    /** Of what services share, a domain uses values and enumerations; messages are read and made at the edge. */
    private static final DescribedPredicate<JavaClass> SHARED_VALUES = resideInAPackage("io.pushwave.contracts..")
            .and(describe(
                    "a value or an enumeration",
                    shared -> shared.isEnum()
                            || shared.isEquivalentTo(OrgKey.class)
                            || shared.isEquivalentTo(SalesforceId.class)
                            || shared.isEquivalentTo(StorableText.class)));

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchTests ROOM_RULES = ArchTests.in(RoomRules.class);

    @ArchTest
    static final ArchRule DOMAIN_KNOWS_NO_FRAMEWORK = classes()
            .that(resideInAnyPackage(DOMAIN)
                    .or(in(CampaignId.class))
                    .or(in(Fingerprint.class))
                    .or(in(TextLimits.class)))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..")
                    .or(resideInAnyPackage(DOMAIN))
                    .or(in(CampaignId.class))
                    .or(in(Fingerprint.class))
                    .or(in(TextLimits.class))
                    .or(SHARED_VALUES))
            .because("what is decided must be testable on a virtual clock, without container, broker or database");

    @ArchTest
    static final ArchRule ONE_ROOM_KNOWS_THE_RSQL_LIBRARY = noClasses()
            .that()
            .resideOutsideOfPackage("..filter.rsql..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cz.jirutka.rsql..")
            .because("what a filter means must not depend on how it is written");

    @ArchTest
    static final ArchRule FEATURES_DEPEND_DOWNWARDS_ONLY = classes()
            .should(dependDownwardsOnly())
            .because("whoever reads a feature must not have to know those that are built on it");

    @ArchTest
    static final ArchRule STATES_OF_CAMPAIGNS_ARE_MADE_BY_THEIR_LIFE = noClasses()
            .that(describe(
                    "are not the life, the states or their mapping",
                    caller -> !caller.isEquivalentTo(CampaignLife.class)
                            && !caller.isAssignableTo(CampaignState.class)
                            && !caller.getSimpleName().equals("CampaignMapping")))
            .should()
            .callConstructorWhere(describe(
                    "makes a state of a campaign",
                    (JavaConstructorCall call) -> call.getTargetOwner().isAssignableTo(CampaignState.class)))
            .because("only CampaignLife knows which command leads where");

    private static DescribedPredicate<HasName> in(Class<?> type) {
        return HasName.Predicates.name(type.getName()).or(HasName.Predicates.nameStartingWith(type.getName() + "$"));
    }

    private static ArchCondition<JavaClass> dependDownwardsOnly() {
        return new ArchCondition<>("depend on their own feature and those below") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int level = level(type);
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith(ROOT))
                        .filter(dependency -> level(dependency.getTargetClass()) > level)
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        };
    }

    private static int level(JavaClass type) {
        var room = type.getPackageName().substring(ROOT.length());
        var feature = room.isEmpty() ? "" : room.substring(1).split("\\.", 2)[0];
        int level = FEATURES.indexOf(feature);
        if (level < 0) {
            throw new AssertionError("feature " + feature + " has no place in the order of features");
        }
        return level;
    }
}
