package io.pushwave.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages("io.pushwave.architecture.broken");

    static List<ArchRule> rulesThatAreBrokenThere() {
        return List.of(
                HouseRules.DOMAIN_KNOWS_NO_FRAMEWORK,
                HouseRules.TIME_AND_CHANCE_ARE_HANDED_IN,
                HouseRules.ONLY_KAFKA_PACKAGES_TOUCH_KAFKA,
                HouseRules.NAMES_SAY_WHAT_A_CLASS_IS,
                HouseRules.NOTHING_IS_INJECTED_INTO_FIELDS);
    }

    @ParameterizedTest
    @MethodSource("rulesThatAreBrokenThere")
    void aRuleNoticesAClassThatBreaksIt(ArchRule rule) {
        assertThat(rule.evaluate(BROKEN).hasViolation()).isTrue();
    }
}
