package io.pushwave.simulator.http.async;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.simulator.Simulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A client of Bulk API 1.0 on the JDK's own HTTP client; its XML is read with another parser than the simulator's. */
public final class AsyncClient {
    public static final String NAMESPACE = "http://www.force.com/2009/06/asyncapi/dataload";
    public static final String CSV = "text/csv; charset=UTF-8";
    public static final String XML = "application/xml; charset=UTF-8";
    public static final String JSON = "application/json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String endpoint;
    private String session;

    /** @param version of the API, without v */
    public AsyncClient(Simulator simulator, String version, String session) {
        this.endpoint = simulator.url() + "/services/async/" + version;
        this.session = session;
    }

    /** A reply, read to its end. */
    public record Answer(int status, String body, HttpHeaders headers) {
        public JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (IOException malformed) {
                throw new UncheckedIOException(malformed);
            }
        }

        /** The text of the first element of a name in the API's namespace; empty if there is none. */
        public String text(String name) {
            var all = texts(name);
            return all.isEmpty() ? "" : all.getFirst();
        }

        /** The texts of all of them. */
        public List<String> texts(String name) {
            var texts = new ArrayList<String>();
            var found = document().getElementsByTagNameNS(NAMESPACE, name);
            for (int position = 0; position < found.getLength(); position++) {
                texts.add(found.item(position).getTextContent());
            }
            return texts;
        }

        public Element root() {
            return document().getDocumentElement();
        }

        private Document document() {
            try {
                var factory = DocumentBuilderFactory.newInstance();
                factory.setNamespaceAware(true);
                return factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
            } catch (ParserConfigurationException | SAXException | IOException notXml) {
                throw new AssertionError("no XML: " + body, notXml);
            }
        }

        public String type() {
            return headers.firstValue("Content-Type").orElse("");
        }
    }

    public void useSession(String other) {
        session = other;
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", "");
    }

    public Answer post(String path, String type, String body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, type, body, headers);
    }

    /** Sends a call; an empty session, type or body is left away. */
    public Answer send(String method, String path, String type, String body, String... headers)
            throws IOException, InterruptedException {
        var publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(URI.create(endpoint + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, publisher);
        if (!session.isEmpty()) {
            request.header("X-SFDC-Session", session);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        for (int position = 0; position < headers.length; position += 2) {
            request.setHeader(headers[position], headers[position + 1]);
        }
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body(), response.headers());
    }

    /** A jobInfo with some members, given as name and text one after the other. */
    public static String jobInfo(String... members) {
        var xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<jobInfo xmlns=\"" + NAMESPACE + "\">");
        for (int position = 0; position < members.length; position += 2) {
            xml.append("<%1$s>%2$s</%1$s>".formatted(members[position], members[position + 1]));
        }
        return xml.append("</jobInfo>").toString();
    }

    /** Creates a job; answers its id. */
    public String create(String operation, String object, String content) throws IOException, InterruptedException {
        var answer = post("/job", XML, jobInfo("operation", operation, "object", object, "contentType", content));
        if (answer.status() != 201) {
            throw new AssertionError(answer.body());
        }
        return answer.text("id");
    }

    /** Adds a batch; answers its id. */
    public String add(String job, String type, String data) throws IOException, InterruptedException {
        var answer = post("/job/" + job + "/batch", type, data);
        if (answer.status() != 201) {
            throw new AssertionError(answer.body());
        }
        return answer.type().equals(JSON) ? answer.json().path("id").asText() : answer.text("id");
    }

    public Answer batch(String job, String batch) throws IOException, InterruptedException {
        return get("/job/" + job + "/batch/" + batch);
    }

    public Answer result(String job, String batch) throws IOException, InterruptedException {
        return get("/job/" + job + "/batch/" + batch + "/result");
    }

    public Answer enter(String job, String state) throws IOException, InterruptedException {
        return post("/job/" + job, XML, jobInfo("state", state));
    }
}
