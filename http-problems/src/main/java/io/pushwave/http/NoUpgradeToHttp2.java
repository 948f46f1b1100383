package io.pushwave.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Passes over a wish for HTTP/2 on a plain connection: the server leaves one that is not whole ({@code Upgrade: h2c} alone) without an
 * end. HTTP/2 over TLS, the only one that browsers speak, is agreed on before the first request and stays.
 */
@ApplicationScoped
class NoUpgradeToHttp2 implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
