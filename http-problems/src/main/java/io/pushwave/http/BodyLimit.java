package io.pushwave.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps the limit of a body for bodies that come without their length: where the limit is the server's own ({@code
 * quarkus.http.limits.max-body-size}), the server would end the connection with an empty answer.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class BodyLimit implements ReaderInterceptor {
    /** The property of a request that has the limit of its body. */
    static final String MAXIMUM = "pushwave.body-maximum";

    /**
     * 413.
     *
     * @param length bytes, as a text
     */
    static HttpProblem exceeded(String length, long maximum) {
        return Problems.problem(
                Response.Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode(),
                "body-too-long",
                "Content Too Large",
                StrictJson.BODY,
                null,
                "the body has " + length + " bytes, at most " + maximum + " are allowed");
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getProperty(MAXIMUM) instanceof Long maximum) {
            context.setInputStream(new Counted(context.getInputStream(), maximum));
        }
        return context.proceed();
    }

    private static final class Counted extends FilterInputStream {
        private final long maximum;
        private long count;

        private Counted(InputStream in, long maximum) {
            super(in);
            this.maximum = maximum;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            count += Math.max(0, read);
            if (count > maximum) {
                throw exceeded("more than " + maximum, maximum);
            }
        }
    }
}
