package io.pushwave.http;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.pushwave.architecture.HouseRules;
import io.pushwave.architecture.RoomRules;

@AnalyzeClasses(packages = "io.pushwave.http", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchTests ROOM_RULES = ArchTests.in(RoomRules.class);
}
