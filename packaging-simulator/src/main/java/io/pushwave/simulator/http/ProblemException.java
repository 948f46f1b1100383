package io.pushwave.simulator.http;

import io.pushwave.simulator.domain.Refusal;

/** A call of the simulator's own controls that is refused, as RFC 9457 problem details. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    public ProblemException(int status, String title, String detail) {
        super(Refusal.clipped(detail), null, false, false);
        this.status = status;
        this.title = title;
    }

    public static ProblemException badRequest(String detail) {
        return new ProblemException(400, "Bad request", detail);
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(404, "Not found", detail);
    }

    public Reply reply() {
        return Reply.of(status, Reply.PROBLEM, Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", getMessage());
            json.writeEndObject();
        }));
    }
}
