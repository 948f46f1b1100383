package io.pushwave.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages("io.pushwave.architecture.broken");

    static List<ArchRule> rulesThatAreBrokenThere() {
        return List.of(
                HouseRules.DOMAIN_KNOWS_NO_FRAMEWORK,
                HouseRules.TIME_AND_CHANCE_ARE_HANDED_IN,
                HouseRules.ONLY_KAFKA_PACKAGES_TOUCH_KAFKA,
                HouseRules.STATEMENTS_ARE_RUN_IN_ONE_WAY,
                HouseRules.FAILURES_BECOME_PROBLEMS_IN_ONE_PLACE,
                HouseRules.NAMES_SAY_WHAT_A_CLASS_IS,
                HouseRules.NOTHING_IS_INJECTED_INTO_FIELDS,
                RoomRules.PACKAGES_GO_IN_NO_CIRCLE,
                RoomRules.NOTHING_HANGS_ON_A_THREAD);
    }

    @Test
    void aPackageThatIsTooLargeIsNoticed() {
        var crowded = new ClassFileImporter().importPackages("com.tngtech.archunit.core.domain");

        assertThatThrownBy(() -> RoomRules.packagesAreSmall(crowded))
                .hasMessageContaining("com.tngtech.archunit.core.domain has");
    }

    @Test
    void whatIsTooLongIsNoticed(@TempDir Path module) throws IOException {
        var sources = Files.createDirectories(module.resolve("src/main/java"));
        Files.writeString(
                sources.resolve("Long.java"),
                "class Long {\n Long(int a, int b, int c, int d, int e, int f, int g, int h) {}\n void go() {\n"
                        + " go();\n".repeat(400) + " }\n}\n");

        assertThat(SourceSizes.tooLarge(module))
                .containsExactlyInAnyOrder(
                        "src/main/java/Long.java has 405 lines",
                        "Long.<init> has 8 arguments",
                        "Long.go has 402 lines");
    }

    @Test
    void whatIsJustShortEnoughIsLeftAlone(@TempDir Path module) throws IOException {
        var sources = Files.createDirectories(module.resolve("src/test/java"));
        Files.writeString(sources.resolve("Short.java"), "// a line\n".repeat(399));

        assertThat(SourceSizes.tooLarge(module)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rulesThatAreBrokenThere")
    void aRuleNoticesAClassThatBreaksIt(ArchRule rule) {
        assertThat(rule.evaluate(BROKEN).hasViolation()).isTrue();
    }
}
