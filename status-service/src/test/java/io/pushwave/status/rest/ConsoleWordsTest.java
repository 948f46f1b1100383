package io.pushwave.status.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.status.campaign.CampaignState;
import io.pushwave.status.campaign.WaveView;
import io.pushwave.status.org.OrgState;
import io.pushwave.status.org.StrayReason;
import io.pushwave.status.org.timeline.TimelineEntry;
import io.pushwave.status.release.ReleaseOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The console has words for whatever an answer may say. */
class ConsoleWordsTest {
    private static final Path WORDS = Path.of("src/main/resources/web/app/words.js");
    private static final Pattern KEY = Pattern.compile("(?m)^  ([A-Z_]+):");

    static Stream<Entry<String, Class<? extends Enum<?>>>> tables() {
        return Map.<String, Class<? extends Enum<?>>>ofEntries(
                Map.entry("CAMPAIGN_STATES", CampaignState.class),
                Map.entry("RELEASE_OUTCOMES", ReleaseOutcome.class),
                Map.entry("WAVE_STATES", WaveView.State.class),
                Map.entry("WAVE_KINDS", WaveKind.class),
                Map.entry("ORG_STATES", OrgState.class),
                Map.entry("EXCLUSIONS", ExclusionReason.class),
                Map.entry("LEFT_OUT", LeftOutReason.class),
                Map.entry("STRAYS", StrayReason.class),
                Map.entry("FAILURE_CLASSES", FailureClass.class),
                Map.entry("TIMELINE", TimelineEntry.What.class))
                .entrySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyConstantHasItsWord(Entry<String, Class<? extends Enum<?>>> table) throws IOException {
        var words = Files.readString(WORDS);
        var begin = words.indexOf("export const " + table.getKey() + " = {");

        var keys = KEY.matcher(words.substring(begin, words.indexOf("\n};", begin)))
                .results()
                .map(found -> found.group(1));

        assertThat(keys)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(table.getValue().getEnumConstants())
                                .map(Enum::name)
                                .toList());
    }
}
