package io.pushwave.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/**
 * Has the bodies of requests read by {@link StrictJson}'s rules. The mapper that a service uses for other ends stays as it is: what
 * Salesforce answers, or what is stored, is not refused for a member too many.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class StrictBodies implements ContextResolver<ObjectMapper> {
    private final ObjectMapper strict;

    StrictBodies(ObjectMapper mapper) {
        this.strict = StrictJson.strict(mapper.copy());
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return strict;
    }
}
