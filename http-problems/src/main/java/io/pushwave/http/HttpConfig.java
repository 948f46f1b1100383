package io.pushwave.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Limits of every request, whatever it asks for. */
@ConfigMapping(prefix = "pushwave.http")
public interface HttpConfig {
    /**
     * Longest path with its parameters, in characters, 200 to 32,000; a longer one is answered with 414. The longest that we
     * ask for ourselves are filters of a few hundred.
     */
    @WithDefault("8000")
    int uriMaximum();

    /** Longest headers together, in characters, 1,000 to 32,000; longer ones are answered with 431. */
    @WithDefault("16000")
    int headersMaximum();

    /**
     * Longest body, in bytes, from 1 to the server's own limit ({@code quarkus.http.limits.max-body-size}), which is the default; a
     * longer one is answered with 413.
     */
    Optional<MemorySize> bodyMaximum();

    /**
     * Regular expressions for whole paths whose bodies may be as long as the server's own limit: what is meant for imports must not
     * be what any request may bring.
     */
    Optional<List<String>> longBodyPaths();
}
