package io.pushwave.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

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
}
