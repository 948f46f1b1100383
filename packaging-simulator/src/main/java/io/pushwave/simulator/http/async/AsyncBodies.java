package io.pushwave.simulator.http.async;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.pushwave.simulator.async.AsyncXml;
import io.pushwave.simulator.async.XmlFault;
import io.pushwave.simulator.async.XmlReading;
import io.pushwave.simulator.bulk.batches.AsyncContent;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Request bodies of Bulk API 1.0. */
final class AsyncBodies {
    private AsyncBodies() {}

    /** The Content-Type of a call in lower case and without parameters; empty if it has none. */
    static String mediaType(Call call) {
        return call.header("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The body of a call in UTF-8, whatever its Content-Type says that it is in.
     *
     * @throws ApiException if it says something that is no character set
     */
    static byte[] utf8(Call call) {
        for (var parameter : call.header("content-type").orElse("").split(";", -1)) {
            var parts = parameter.strip().split("=", 2);
            if (parts.length == 2 && parts[0].strip().equalsIgnoreCase("charset")) {
                var charset = charset(parts[1].strip().replace("\"", ""));
                return charset.equals(StandardCharsets.UTF_8)
                        ? call.body()
                        : new String(call.body(), charset).getBytes(StandardCharsets.UTF_8);
            }
        }
        return call.body();
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new ApiException(400, "ClientInputError", "Unsupported encoding: " + name);
        }
    }

    /**
     * The members of a {@code jobInfo}, in JSON if the call says so, otherwise in XML.
     *
     * @throws ApiException if it is none
     */
    static Map<String, String> jobInfo(Call call) {
        return mediaType(call).equals(AsyncContent.JSON.mediaType()) ? json(call) : xml(call);
    }

    private static Map<String, String> xml(Call call) {
        var members = new LinkedHashMap<String, String>();
        try (var xml = new XmlReading(call.body())) {
            xml.root("jobInfo");
            if (!xml.namespace().equals(AsyncXml.NAMESPACE)) {
                throw new ApiException(
                        400, "InvalidXML", "The element jobInfo must be in the namespace " + AsyncXml.NAMESPACE);
            }
            while (xml.child()) {
                members.put(xml.name(), xml.text());
            }
        } catch (XmlFault fault) {
            throw new ApiException(400, "InvalidXML", fault.reason());
        }
        return members;
    }

    private static Map<String, String> json(Call call) {
        try {
            var body = Json.read(call.body());
            if (!body.isObject()) {
                throw unparseable();
            }
            var members = new LinkedHashMap<String, String>();
            for (var member : body.properties()) {
                if (member.getValue().isContainerNode()) {
                    throw unparseable();
                }
                if (!member.getValue().isNull()) {
                    members.put(member.getKey(), member.getValue().asText());
                }
            }
            return members;
        } catch (JsonProcessingException malformed) {
            throw unparseable();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static ApiException unparseable() {
        return new ApiException(400, "InvalidJob", "Unable to parse Job");
    }
}
