package io.pushwave.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the contracts to what was once published. {@code golden/<type>.json} is what is written today;
 * {@code golden/<type>.<form>.json} are older or sparser forms that must stay readable for ever.
 */
class GoldenMessagesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private final MessageCodec codec = new MessageCodec();
    private final ObjectMapper json = new ObjectMapper();

    static Stream<Message> samples() {
        return SampleMessages.all().stream();
    }

    static Stream<Path> goldenFiles() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            return files.sorted().toList().stream();
        }
    }

    @Test
    void everyTypeHasASample() {
        assertThat(SampleMessages.all().stream().map(MessageType::of)).containsExactly(MessageType.values());
    }

    @Test
    void everyRecordOfEverySealedInterfaceHasAType() {
        var records = Arrays.stream(Topic.values())
                .flatMap(topic -> Arrays.stream(topic.carries().getPermittedSubclasses()));

        assertThat(records)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MessageType.values())
                        .<Class<?>>map(MessageType::record)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMessageIsWrittenAsItsGoldenFile(Message message) throws IOException {
        var golden = GOLDEN.resolve(MessageType.of(message).typeName() + ".json");

        var written = codec.write(message);

        assertThat(json.readTree(written)).isEqualTo(json.readTree(Files.readAllBytes(golden)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMessageIsReadBackAsItWasWritten(Message message) throws UnreadableMessageException {
        var type = MessageType.of(message);

        var read = codec.read(type.topic(), type.typeName(), codec.write(message));

        assertThat(read).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void everyGoldenFileEverCommittedCanStillBeRead(Path golden) throws IOException, UnreadableMessageException {
        var typeName = golden.getFileName().toString().replaceAll("(\\.v\\d+)(\\.[a-z-]+)?\\.json$", "$1");
        var type = MessageType.named(typeName).orElseThrow();

        var read = codec.read(type.topic(), typeName, Files.readAllBytes(golden));

        assertThat(read).isInstanceOf(type.record());
    }
}
