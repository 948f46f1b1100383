package io.pushwave.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.pushwave.architecture.RoomRules;

@AnalyzeClasses(packages = "io.pushwave.contracts", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests ROOM_RULES = ArchTests.in(RoomRules.class);

    @ArchTest
    static final ArchRule contractsAreRecordsAndJson = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.pushwave.contracts", "java..", "com.fasterxml.jackson..", "org.jspecify..")
            .because("every service reads these classes: what they depend on, everything depends on");
}
