package io.pushwave.planner.org.importing.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.http.Problems;
import io.pushwave.http.StrictBodies;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.org.importing.ImportLines;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads imports as they come in, line by line, so many at the same time. */
@ApplicationScoped
class ImportBody {
    static final String CSV = "text/csv";
    static final String JSON = MediaType.APPLICATION_JSON;
    static final String JSON_LINES = "application/x-ndjson";

    /** An import takes seconds. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final PlannerConfig.Imports config;
    private final ObjectMapper strict;
    private final Semaphore slots;

    ImportBody(PlannerConfig config, StrictBodies strictBodies) {
        this.config = config.imports();
        this.strict = strictBodies.getContext(Object.class);
        this.slots = new Semaphore(config.imports().atOnce());
    }

    /** How bodies of ours are read. */
    ObjectMapper strict() {
        return strict;
    }

    /**
     * Reads an import and does something with it, as one of few.
     *
     * @throws HttpProblem 503 if too many are being read, 400 if it is none, 413 if it is too long, 415 if it is not UTF-8
     */
    <C, T> T read(@Nullable MediaType type, InputStream body, LineFormat<C> format, Function<ImportLines<C>, T> then) {
        if (!slots.tryAcquire()) {
            throw Problems.unavailable(
                    config.atOnce() + " imports are being read already, and this one was not; send it again",
                    RETRY_AFTER);
        }
        try {
            return then.apply(lines(known(type), body, format));
        } catch (IOException _) {
            throw Problems.invalid("body", null, "the body ended before its end, and nothing was imported");
        } finally {
            slots.release();
        }
    }

    private static MediaType known(@Nullable MediaType type) {
        if (type == null) {
            throw Problems.unsupported(
                    "Content-Type",
                    null,
                    "Content-Type is missing: " + CSV + ", " + JSON + " or " + JSON_LINES + " is expected");
        }
        return type;
    }

    private <C> ImportLines<C> lines(MediaType type, InputStream body, LineFormat<C> format) throws IOException {
        checkCharset(type);
        var lines = new ImportLines<C>(config.faultsListed());
        var count = new LineCount(config.linesMaximum());
        try (var text = new Utf8Reader(body)) {
            switch ((type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT)) {
                case CSV -> CsvTable.read(text, format, lines, count);
                case JSON -> new JsonLines(strict, count).array(text, format, lines);
                case JSON_LINES -> new JsonLines(strict, count).lines(text, format, lines);
                default ->
                    throw Problems.unsupported(
                            "Content-Type",
                            type.toString(),
                            "Content-Type is " + type + ": " + CSV + ", " + JSON + " or " + JSON_LINES
                                    + " is expected");
            }
        }
        return lines;
    }

    private static void checkCharset(MediaType type) {
        var charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
            throw Problems.unsupported(
                    "Content-Type", type.toString(), "Content-Type has the charset " + charset + ", utf-8 is expected");
        }
    }
}
