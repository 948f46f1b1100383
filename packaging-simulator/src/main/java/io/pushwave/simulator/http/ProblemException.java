package io.pushwave.simulator.http;

/** A call of the simulator's own controls that is refused, as RFC 9457 problem details. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    ProblemException(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(400, "Bad request", detail);
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(404, "Not found", detail);
    }

    Reply reply() {
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
