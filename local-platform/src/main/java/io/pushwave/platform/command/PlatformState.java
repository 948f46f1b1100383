package io.pushwave.platform.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pushwave.platform.local.Addresses;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.local.Part;
import io.pushwave.platform.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The platform that {@code up} keeps running, as it is written down for {@code ps} and {@code down}.
 *
 * @param supervisor the process that everything ends with
 */
record PlatformState(ProcessIdentity supervisor, String bootstrapServers, List<PartProcess> parts) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    PlatformState {
        parts = List.copyOf(parts);
    }

    /** One process of the platform. */
    record PartProcess(Part part, int port, ProcessIdentity identity) {}

    static PlatformState of(LocalPlatform platform) {
        return new PlatformState(
                ProcessIdentity.of(ProcessHandle.current()),
                platform.bootstrapServers(),
                platform.parts().stream()
                        .map(part ->
                                new PartProcess(part, platform.address(part).getPort(), platform.identity(part)))
                        .toList());
    }

    /** What is written down, if anything; it may be about processes that are long gone. */
    static Optional<PlatformState> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(file.toFile(), PlatformState.class));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read; if no platform runs, delete it", e);
        }
    }

    /** Written whole or not at all: others read it at any time. */
    void write(Path file) {
        try {
            var draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.createDirectories(file.toAbsolutePath().getParent());
            MAPPER.writeValue(draft.toFile(), this);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /** Whether anything of it still runs. */
    boolean isRunning() {
        return supervisor.isRunning()
                || parts.stream().anyMatch(part -> part.identity().isRunning());
    }

    Addresses addresses() {
        return new Addresses(parts.stream().collect(Collectors.toMap(PartProcess::part, PartProcess::port)));
    }

    static String json(List<Map<String, Object>> rows) {
        try {
            return MAPPER.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the processes cannot be written as JSON", e);
        }
    }
}
