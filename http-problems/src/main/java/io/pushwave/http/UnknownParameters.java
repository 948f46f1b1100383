package io.pushwave.http;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses parameters of the query that nobody reads, that are there twice, or that have no value: {@code ?dryRun=true} must not push,
 * and a filter that is misspelt, or that somebody has forgotten to fill in, must not find everything.
 */
class UnknownParameters {
    private static final String OURS = "io.pushwave.";

    @ServerRequestFilter
    void check(UriInfo uri, ResourceInfo resource) {
        // What extensions serve is not ours to judge.
        if (resource.getResourceMethod() == null
                || !resource.getResourceClass().getName().startsWith(OURS)
                || uri.getQueryParameters().isEmpty()) {
            return;
        }
        var known = known(resource.getResourceMethod());
        uri.getQueryParameters().forEach((name, values) -> check(name, values, known));
    }

    private static void check(String name, List<String> values, SortedMap<String, Parameter> known) {
        var parameter = known.get(name);
        if (parameter == null) {
            throw Problems.unknown(
                    name,
                    last(values),
                    name + " is unknown; "
                            + (known.isEmpty()
                                    ? "there are no parameters"
                                    : "known are " + String.join(", ", known.keySet())));
        }
        if (values.contains("")) {
            throw Problems.invalid(name, "", name + " has no value; who means none leaves it out");
        }
        if (values.size() > 1 && !Collection.class.isAssignableFrom(parameter.getType())) {
            throw Problems.invalid(name, last(values), name + " is there " + values.size() + " times");
        }
    }

    private static @Nullable String last(List<String> values) {
        return values.isEmpty() ? null : values.getLast();
    }

    private static SortedMap<String, Parameter> known(Method method) {
        var known = new TreeMap<String, Parameter>();
        for (var parameter : method.getParameters()) {
            for (var query : parameter.getAnnotationsByType(QueryParam.class)) {
                known.put(query.value(), parameter);
            }
        }
        return known;
    }
}
