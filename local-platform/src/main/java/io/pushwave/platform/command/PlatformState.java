package io.pushwave.platform.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.process.ProcessIdentity;
import io.pushwave.platform.restart.PartHistory;
import io.pushwave.platform.settings.Addresses;
import io.pushwave.platform.settings.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The platform that {@code up} starts and keeps running, as it is written down for the other commands.
 *
 * @param supervisor the process that everything ends with
 * @param startedAt when its start began
 * @param readyAt when every part was ready for the first time; empty during the start
 * @param notices what whoever starts it has to know
 */
record PlatformState(
        ProcessIdentity supervisor,
        Instant startedAt,
        Optional<Instant> readyAt,
        String bootstrapServers,
        List<PartProcess> parts,
        List<String> notices) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    PlatformState {
        parts = List.copyOf(parts);
        notices = List.copyOf(notices);
    }

    /**
     * One part of the platform.
     *
     * @param identity empty while it does not run
     * @param history empty during the start
     */
    record PartProcess(Part part, int port, Optional<ProcessIdentity> identity, Optional<PartHistory> history) {
        boolean isRunning() {
            return identity.filter(ProcessIdentity::isRunning).isPresent();
        }
    }

    static PlatformState of(
            LocalPlatform platform,
            Instant startedAt,
            Optional<Instant> readyAt,
            Map<Part, PartHistory> histories,
            List<String> notices) {
        return new PlatformState(
                ProcessIdentity.of(ProcessHandle.current()),
                startedAt,
                readyAt,
                platform.bootstrapServers(),
                platform.parts().stream()
                        .map(part -> new PartProcess(
                                part,
                                platform.address(part).getPort(),
                                platform.running(part),
                                Optional.ofNullable(histories.get(part))))
                        .toList(),
                notices);
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
        return supervisor.isRunning() || parts.stream().anyMatch(PartProcess::isRunning);
    }

    /** Whether it is still being started. */
    boolean isStarting() {
        return readyAt.isEmpty();
    }

    /** For people: how far the start is, or empty when it is over. */
    Optional<String> startInWords(Instant now, List<String> ready) {
        if (!isStarting()) {
            return Optional.empty();
        }
        return Optional.of("The platform has been starting for "
                + Math.max(0, Duration.between(startedAt, now).toSeconds()) + " s; ready so far: "
                + (ready.isEmpty() ? "nothing" : String.join(", ", ready)) + ".");
    }

    Optional<PartProcess> part(String name) {
        return parts.stream().filter(part -> part.part().label().equals(name)).findFirst();
    }

    Addresses addresses() {
        return new Addresses(parts.stream().collect(Collectors.toMap(PartProcess::part, PartProcess::port)));
    }

    static String json(Object rows) {
        try {
            return MAPPER.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer cannot be written as JSON", e);
        }
    }
}
