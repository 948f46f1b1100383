package io.pushwave.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long the body of a request may be, by its path. */
@ApplicationScoped
class BodyMaximum {
    private final Optional<Long> usual;
    private final List<Pattern> longBodyPaths;
    private final Instance<VertxHttpConfig> server;

    /** The server's configuration is not read before the server starts, which is later than this is made. */
    BodyMaximum(HttpConfig config, Instance<VertxHttpConfig> server) {
        this.usual = config.bodyMaximum().map(MemorySize::asLongValue);
        this.longBodyPaths = config.longBodyPaths().orElse(List.of()).stream()
                .map(Pattern::compile)
                .toList();
        this.server = server;
    }

    /** Bytes. */
    long of(String path) {
        long longest = serverMaximum();
        return longBodyPaths.stream().anyMatch(pattern -> pattern.matcher(path).matches())
                ? longest
                : usual.orElse(longest);
    }

    /** Ends the start where the setting is out of its range, and names it. */
    void check() {
        check(usual, serverMaximum());
    }

    static void check(Optional<Long> usual, long longest) {
        usual.filter(bytes -> bytes < 1 || bytes > longest).ifPresent(bytes -> {
            throw new IllegalArgumentException("pushwave.http.body-maximum is " + bytes + ", 1 to " + longest
                    + " is allowed: quarkus.http.limits.max-body-size is what no body may exceed");
        });
    }

    private long serverMaximum() {
        return server.get().limits().maxBodySize().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }
}
