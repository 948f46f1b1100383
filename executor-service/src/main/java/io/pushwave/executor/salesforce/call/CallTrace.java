package io.pushwave.executor.salesforce.call;

import io.pushwave.messaging.IdSource;
import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says on every call who calls, and numbers it. Salesforce's event log shows the client ({@code Sforce-Call-Options}); the number
 * is ours, to tell two lines of our log apart.
 */
@Singleton
class CallTrace implements ClientRequestFilter, ClientResponseFilter {
    static final String CLIENT = "Sforce-Call-Options";

    private static final String NUMBER = "Pushwave-Call";
    private static final String PLACE = "Pushwave-Place";
    private static final int SHOWN_MAXIMUM = 300;

    private final IdSource ids;
    private final String client;

    CallTrace(IdSource ids, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.ids = ids;
        this.client = "client=Pushwave/" + version;
    }

    @Override
    public void filter(ClientRequestContext request) {
        request.getHeaders().putSingle(CLIENT, client);
        request.setProperty(NUMBER, ids.next());
    }

    /** The reply is given its call's number and place; what Salesforce sends under these names is overwritten. */
    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        // Without an answer there are none.
        var headers = response.getHeaders();
        if (headers != null) {
            headers.putSingle(NUMBER, String.valueOf(request.getProperty(NUMBER)));
            headers.putSingle(PLACE, request.getMethod() + " " + request.getUri());
        }
    }

    /** What a line of the log tells of an answered call; tokens are never in it: a login's body is left out. */
    String line(Operation operation, Response response, String body) {
        var said = operation == Operation.LOGIN ? "" : shown(body);
        return response.getStatus() + " [" + response.getHeaderString(NUMBER) + "] "
                + shown(String.valueOf(response.getHeaderString(PLACE))) + " " + said;
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_MAXIMUM ? text : text.substring(0, SHOWN_MAXIMUM) + "…";
    }
}
