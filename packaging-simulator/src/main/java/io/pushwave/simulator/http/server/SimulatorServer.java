package io.pushwave.simulator.http.server;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.pushwave.simulator.faults.FaultRule;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.async.AsyncBatchEndpoints;
import io.pushwave.simulator.http.bulk.IngestEndpoints;
import io.pushwave.simulator.http.control.SnapshotFile;
import io.pushwave.simulator.http.faults.Delivery;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The network side: HTTP in, {@link Call} out. One event loop owns the platform's whole state, so nothing in the rest of the
 * simulator needs a lock, and calls take effect in the order in which they were read to their end.
 */
public final class SimulatorServer implements AutoCloseable {
    /** Largest request body; a collection of 200 jobs has 30 KB. */
    private static final int MAXIMUM_BODY_BYTES = 16 * 1024 * 1024;

    /** Largest snapshot taken in; one of a million orgs and a million jobs has 12 MB. */
    private static final int MAXIMUM_SNAPSHOT_BYTES = 256 * 1024 * 1024;

    /** Headers that are read at all; more than {@code head-bytes} of them are refused with a body that says so. */
    private static final int MAXIMUM_HEADER_BYTES = 64 * 1024;

    /** How often simulated time passes when nobody calls; keeps a single call from having much to catch up with. */
    private static final Duration TICK = Duration.ofMillis(50);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A query over a million rows takes a while, and it is one person's laptop. */
    private static final Duration BLOCKED_WARNING = Duration.ofSeconds(10);

    private static final System.Logger LOG = System.getLogger(SimulatorServer.class.getName());

    private final Vertx vertx;
    private final Loop loop;

    private SimulatorServer(Vertx vertx, Loop loop) {
        this.vertx = vertx;
        this.loop = loop;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @throws IllegalStateException if it cannot listen there
     * @throws IllegalArgumentException if there is no beginning, naming the file at fault
     */
    public static SimulatorServer start(String host, int port, Beginning beginning) {
        var loop = new Loop(beginning, host, port);
        var vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setMaxEventLoopExecuteTime(BLOCKED_WARNING.toNanos())
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            vertx.deployVerticle(loop)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            vertx.close();
            var reason = failed.getCause() == null ? failed : failed.getCause();
            throw new IllegalStateException(
                    "cannot listen on " + host + ":" + port + ": " + reason.getMessage(), reason);
        } catch (InterruptedException interrupted) {
            vertx.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", interrupted);
        }
        return new SimulatorServer(vertx, loop);
    }

    public int port() {
        return loop.boundPort;
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the simulator did not stop", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything that runs on the event loop. */
    private static final class Loop extends AbstractVerticle {
        private final Beginning beginning;
        private final String host;
        private final int port;
        private final CallReader reader;
        private SimulatorApi api;
        private volatile int boundPort;

        Loop(Beginning beginning, String host, int port) {
            this.beginning = beginning;
            this.host = host;
            this.port = port;
            this.reader = new CallReader(beginning.api());
            this.api = beginning.begin(this::replaceBy);
        }

        private Reply replaceBy(byte[] snapshot, Call call) throws SnapshotFile.UnusableSnapshotException {
            api = beginning.restore(snapshot, this::replaceBy);
            return api.health(call);
        }

        @Override
        public void start(Promise<Void> started) {
            var options = new HttpServerOptions()
                    .setCompressionSupported(true)
                    // A connection that changes to HTTP/2 in its middle can lose the frame around its first answer.
                    .setHttp2ClearTextEnabled(false)
                    .setMaxInitialLineLength(beginning.api().uriBytes())
                    .setHandle100ContinueAutomatically(true)
                    .setMaxHeaderSize(
                            Math.max(MAXIMUM_HEADER_BYTES, beginning.api().headBytes()));
            vertx.createHttpServer(options)
                    .requestHandler(this::receive)
                    .invalidRequestHandler(this::refuse)
                    .listen(port, host)
                    .onSuccess(server -> {
                        boundPort = server.actualPort();
                        vertx.setPeriodic(TICK.toMillis(), _ -> api.advance());
                        started.complete();
                    })
                    .onFailure(started::fail);
        }

        /** A body that is too large is read to its end but not kept, because clients read the answer only then. */
        private void receive(HttpServerRequest request) {
            int most = mostBytes(request);
            var parts = new ArrayList<Buffer>();
            var received = new long[1];
            request.handler(part -> {
                received[0] += part.length();
                if (received[0] <= most) {
                    parts.add(part);
                } else {
                    parts.clear();
                }
            });
            request.endHandler(_ -> {
                if (received[0] > most) {
                    send(request, tooLarge(request, most));
                    return;
                }
                var body = Buffer.buffer((int) received[0]);
                parts.forEach(body::appendBuffer);
                switch (reader.read(request(request, body), most)) {
                    case CallReader.Outcome.Made(var call) -> handle(request, call);
                    case CallReader.Outcome.Refused(var reply) -> send(request, reply);
                }
            });
        }

        private int mostBytes(HttpServerRequest request) {
            if (isUpload(request)) {
                return beginning.api().bulk().uploadBytes();
            }
            if (isBatch(request)) {
                return beginning.api().bulk().asyncBatchBytes();
            }
            if (isImport(request)) {
                return beginning.api().importBytes();
            }
            return "/simulator/snapshot".equals(request.path()) ? MAXIMUM_SNAPSHOT_BYTES : MAXIMUM_BODY_BYTES;
        }

        private static Reply tooLarge(HttpServerRequest request, int most) {
            if (isUpload(request)) {
                return SimulatorApi.tooLarge(most);
            }
            if (isBatch(request)) {
                return AsyncBatchEndpoints.tooLarge(
                        most,
                        Optional.ofNullable(request.getHeader("Content-Type")).orElse(""));
            }
            return isImport(request) ? SimulatorApi.importTooLarge(most) : CallReader.bodyTooLarge(path(request), most);
        }

        private static boolean isUpload(HttpServerRequest request) {
            return IngestEndpoints.isUpload(request.method().name(), segments(request));
        }

        private static boolean isBatch(HttpServerRequest request) {
            return AsyncBatchEndpoints.isUpload(request.method().name(), segments(request));
        }

        private static List<String> segments(HttpServerRequest request) {
            return Arrays.stream(path(request).split("/", -1))
                    .filter(segment -> !segment.isEmpty())
                    .toList();
        }

        private static boolean isImport(HttpServerRequest request) {
            return HttpMethod.POST.equals(request.method()) && "/simulator/orgs".equals(request.path());
        }

        private static String path(HttpServerRequest request) {
            return Optional.ofNullable(request.path()).orElse("/");
        }

        private static CallReader.Request request(HttpServerRequest request, Buffer body) {
            var headers = new HashMap<String, String>();
            var bytes = new int[] {request.uri().length()};
            request.headers().forEach((name, value) -> {
                headers.put(name.toLowerCase(Locale.ROOT), value);
                bytes[0] += name.length() + ": ".length() + value.length() + "\r\n".length();
            });
            return new CallReader.Request(
                    request.method().name(),
                    path(request),
                    Optional.ofNullable(request.query()).orElse(""),
                    headers,
                    bytes[0],
                    body.getBytes());
        }

        /** What the HTTP codec gave up on; the connection cannot be used any further. */
        private void refuse(HttpServerRequest request) {
            var uri = Optional.ofNullable(request.uri()).orElse("/");
            var reply = switch (request.decoderResult().cause()) {
                case TooLongHttpLineException _ ->
                    CallReader.uriTooLong(uri, beginning.api().uriBytes());
                case TooLongHttpHeaderException _ -> reader.headTooLong(uri);
                case null, default -> CallReader.notHttp(uri);
            };
            head(request, reply)
                    .putHeader("Connection", "close")
                    .end(Buffer.buffer(reply.body()))
                    .onComplete(_ -> request.connection().close());
        }

        private void handle(HttpServerRequest request, Call call) {
            var begun = beginning.wallClock().instant();
            var strike = api.strike(call);
            var latency = strike.map(FaultRule.Strike::latency).orElse(Duration.ZERO);
            if (latency.isZero()) {
                respond(request, call, strike, begun);
            } else if (api.beginLong(call, latency)) {
                // A snapshot may have taken its place by the time the call goes on.
                var counting = api;
                vertx.setTimer(Math.max(1, latency.toMillis()), _ -> {
                    counting.endLong(call, latency);
                    respond(request, call, strike, begun);
                });
            } else {
                var refused = new Delivery.Whole(api.tooManyLongCalls(call));
                api.record(call, refused, strike, begun);
                deliver(request, refused);
            }
        }

        private void respond(HttpServerRequest request, Call call, Optional<FaultRule.Strike> strike, Instant begun) {
            var delivery = answer(call, strike);
            api.record(call, delivery, strike, begun);
            deliver(request, delivery);
        }

        private static void deliver(HttpServerRequest request, Delivery delivery) {
            switch (delivery) {
                case Delivery.Whole(var reply) -> send(request, reply);
                case Delivery.Cut(var reply) -> {
                    int length = reply.body().length;
                    var half = Buffer.buffer(length).appendBytes(reply.body(), 0, length / 2);
                    head(request, reply)
                            .putHeader("Content-Length", Integer.toString(length))
                            // Compressed, it would have another length.
                            .putHeader("Content-Encoding", "identity")
                            .write(half)
                            .onComplete(_ -> request.connection().close());
                }
                case Delivery.None _ -> request.connection().close();
            }
        }

        private static void send(HttpServerRequest request, Reply reply) {
            head(request, reply).end(Buffer.buffer(reply.body()));
        }

        private static HttpServerResponse head(HttpServerRequest request, Reply reply) {
            var response = request.response().setStatusCode(reply.status());
            reply.headers().forEach(response::putHeader);
            return response;
        }

        private Delivery answer(Call call, Optional<FaultRule.Strike> strike) {
            try {
                return api.answer(call, strike);
            } catch (RuntimeException bug) {
                // A client must not be left waiting because of a mistake of ours.
                LOG.log(System.Logger.Level.ERROR, "cannot answer " + call.method() + " " + call.path(), bug);
                return new Delivery.Whole(SimulatorApi.unexpected());
            }
        }
    }
}
