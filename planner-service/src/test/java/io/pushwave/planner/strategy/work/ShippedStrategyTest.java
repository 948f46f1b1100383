package io.pushwave.planner.strategy.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.strategy.RetryPolicy;
import io.pushwave.planner.strategy.Strategy;
import io.pushwave.planner.strategy.StrategyDocument;
import io.pushwave.planner.strategy.Tolerance;
import io.pushwave.planner.strategy.WaveRule;
import io.pushwave.planner.strategy.WaveSize;
import io.pushwave.planner.strategy.json.StrategyDocuments;
import io.pushwave.planner.strategy.postgres.StoredStrategy;
import io.pushwave.planner.strategy.work.ShippedStrategy.Source;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedStrategyTest {
    private static final StrategyDocuments DOCUMENTS = new StrategyDocuments();

    @TempDir
    Path folder;

    private static StrategyDocument document(String description) {
        return StrategyDocuments.stored("{\"description\": \"" + description + "\", \"waves\": [{\"name\": \"All\"}]}");
    }

    private static Optional<StoredStrategy> stored(String description, String by) {
        return Optional.of(
                new StoredStrategy(new Strategy("standard", 4, document(description)), "digest", Instant.EPOCH, by));
    }

    @ParameterizedTest
    @CsvSource({
        "BUILT_IN, same,  planner (built in), -1",
        "BUILT_IN, other, planner (built in), 5",
        "BUILT_IN, other, anna,               -1",
        "BUILT_IN, other, planner (folder),   -1",
        "SETTINGS, same,  anna,               -1",
        "SETTINGS, other, anna,               5",
        "FOLDER,   same,  anna,               -1",
        "FOLDER,   other, anna,               5",
        "FOLDER,   other, planner (built in), 5",
    })
    void onlyABuiltInOneGivesWayToWhatSomebodyElseHasWritten(
            Source source, String description, String by, int expected) {
        // When
        var next = new ShippedStrategy("standard", document("same"), source).nextVersion(stored(description, by));

        // Then
        assertThat(next).isEqualTo(expected < 0 ? Optional.empty() : Optional.of(expected));
    }

    @Test
    void whatIsNotThereIsStoredAsTheFirstVersion() {
        assertThat(new ShippedStrategy("standard", document("same"), Source.BUILT_IN).nextVersion(Optional.empty()))
                .contains(1);
    }

    @Test
    void theBuiltInOnesHaveTheWavesThatTheirNamesPromise() {
        // When
        var shipped = ShippedStrategies.builtIn();

        // Then
        assertThat(shipped)
                .extracting(each -> each.name() + " "
                        + each.document().waves().stream().map(WaveRule::kind).toList())
                .containsExactly(
                        "cautious "
                                + List.of(
                                        WaveKind.OWN_TEST_ORGS,
                                        WaveKind.SANDBOXES,
                                        WaveKind.CANARY,
                                        WaveKind.SHARE,
                                        WaveKind.SHARE,
                                        WaveKind.REST),
                        "critical-security "
                                + List.of(WaveKind.OWN_TEST_ORGS, WaveKind.CANARY, WaveKind.SHARE, WaveKind.REST),
                        "internal-only " + List.of(WaveKind.OWN_TEST_ORGS),
                        "standard "
                                + List.of(
                                        WaveKind.OWN_TEST_ORGS,
                                        WaveKind.SANDBOXES,
                                        WaveKind.SHARE,
                                        WaveKind.SHARE,
                                        WaveKind.REST));
    }

    @Test
    void theSettingsAreADocumentWhoseLastWaveTakesWhoeverIsLeft() {
        // Given
        var settings = new SmallRyeConfigBuilder()
                .withMapping(PlannerConfig.class)
                .withDefaultValue("pushwave.planner.strategy.bake", "PT2M")
                .withDefaultValue("pushwave.planner.strategy.tolerated-percentage", "7")
                .withDefaultValue("pushwave.planner.strategy.attempts", "4")
                .build()
                .getConfigMapping(PlannerConfig.class)
                .strategy();

        // When
        var document = DefaultStrategy.document(settings);

        // Then
        assertThat(document.waves())
                .extracting(WaveRule::size)
                .containsExactly(new WaveSize.Percentage(5), new WaveSize.Percentage(25), new WaveSize.All());
        assertThat(document.tolerance()).isEqualTo(new Tolerance(7, 2));
        assertThat(document.bake()).isEqualTo(Duration.ofMinutes(2));
        assertThat(document.retries()).isEqualTo(new RetryPolicy(4, Duration.ofMinutes(5), 2));
    }

    @Test
    void aFolderHasTheDocumentsOfItsFilesByTheirNames() throws IOException {
        // Given
        Files.writeString(
                folder.resolve("slow-lane.json"), "{\"description\": \"Slow\", \"waves\": [{\"name\": \"All\"}]}");
        Files.writeString(folder.resolve("README.txt"), "no document");

        // When
        var shipped = ShippedStrategies.of(folder, DOCUMENTS);

        // Then
        assertThat(shipped).containsExactly(new ShippedStrategy("slow-lane", document("Slow"), Source.FOLDER));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            slow.json  | {"description": "x", "waves": []}            | waves has 0 entries, 1 to 20 are expected
            slow.json  | {"description": "x"}                         | waves is missing
            slow.json  | {"description":                              | the document is not JSON
            slow.json  | {"waves": [{"name": "A"}], "dryRun": true}   | description is missing; dryRun is unknown
            Slow.json  | {"description": "x", "waves": [{"name": "A"}]} | name is 'Slow', a name of lower-case letters
            schema.json | {"description": "x", "waves": [{"name": "A"}]} | name is 'schema', which is no strategy's
            """)
    void aFileThatIsNoStrategyEndsTheStartWithItsNameAndEachRule(String file, String text, String sentence)
            throws IOException {
        // Given
        Files.writeString(folder.resolve(file), text);

        // Then
        assertThatThrownBy(() -> ShippedStrategies.of(folder, DOCUMENTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "pushwave.planner.strategies.folder: " + folder.resolve(file) + ": " + sentence);
    }

    @Test
    void aFolderThatIsNoneEndsTheStart() {
        assertThatThrownBy(() -> ShippedStrategies.of(folder.resolve("none"), DOCUMENTS))
                .hasMessage("pushwave.planner.strategies.folder is " + folder.resolve("none")
                        + ", a folder that can be read is expected");
    }
}
