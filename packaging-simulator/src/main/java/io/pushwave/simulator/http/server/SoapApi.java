package io.pushwave.simulator.http.server;

import io.pushwave.simulator.async.AsyncXml;
import io.pushwave.simulator.async.XmlFault;
import io.pushwave.simulator.async.XmlReading;
import io.pushwave.simulator.http.ApiVersion;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code services/Soap}: the SOAP APIs, none of whose operations is simulated. A call is answered with the fault that Salesforce
 * has for it: a login that the org does not allow, a session that is not valid, an operation that does not exist.
 */
final class SoapApi {
    private static final String TYPE = "text/xml;charset=UTF-8";
    private static final int SEGMENTS_BEFORE_VERSION = 3;

    /** Evidence: forcedotcom/wsc 363. */
    private static final int FIRST_VERSION_WITHOUT_LOGIN = 65;

    private final Predicate<String> sessions;

    /** @param sessions whether one is open */
    SoapApi(Predicate<String> sessions) {
        this.sessions = sessions;
    }

    /** Whether a call is one of these APIs. */
    static boolean handles(List<String> segments) {
        return segments.size() >= 2
                && segments.getFirst().equalsIgnoreCase("services")
                && segments.get(1).equalsIgnoreCase("Soap");
    }

    /** What an envelope asks for. */
    private record Asked(String session, String namespace, String operation) {}

    Reply answer(Call call) {
        if (!call.method().equals("POST")) {
            var text = "HTTP method " + call.method() + " is not supported by this URL\n";
            return Reply.of(405, "text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8))
                    .withHeader("Allow", "POST");
        }
        try {
            return fault(call, read(call.body()));
        } catch (XmlFault malformed) {
            return fault("soapenv:Client", malformed.reason(), null);
        }
    }

    private Reply fault(Call call, Asked asked) {
        var version = version(call);
        // Web services of Apex code have none.
        boolean versioned = call.segments().size() < SEGMENTS_BEFORE_VERSION
                || !call.segments().get(2).equalsIgnoreCase("class");
        if (versioned && !ApiVersion.exists("v" + version)) {
            return refused("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL");
        }
        if (asked.operation().equals("login")) {
            return versioned && Double.parseDouble(version) >= FIRST_VERSION_WITHOUT_LOGIN
                    ? refused(
                            "INVALID_OPERATION",
                            "The SOAP Login operation is not available in the API version specified (" + version
                                    + "). Refer to the documentation for supported versions.")
                    : refused(
                            "INVALID_OPERATION",
                            "SOAP API login() is disabled by default in this org. Contact the org administrator to enable"
                                    + " SOAP API login().");
        }
        if (!sessions.test(asked.session())) {
            return refused("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session");
        }
        return fault(
                "soapenv:Client",
                "No operation available for request {" + asked.namespace() + "}" + asked.operation()
                        + ", please check the WSDL for the service.",
                null);
    }

    private static String version(Call call) {
        var segments = call.segments();
        return segments.size() > SEGMENTS_BEFORE_VERSION ? segments.get(SEGMENTS_BEFORE_VERSION) : "";
    }

    private static Asked read(byte[] envelope) throws XmlFault {
        var session = "";
        try (var xml = new XmlReading(envelope)) {
            xml.root("Envelope");
            while (xml.child()) {
                if (xml.name().equals("Header")) {
                    session = session(xml);
                } else if (xml.name().equals("Body") && xml.child()) {
                    return new Asked(session, xml.namespace(), xml.name());
                } else {
                    throw new XmlFault("The element Body is expected");
                }
            }
        }
        throw new XmlFault("The element Body is expected");
    }

    private static String session(XmlReading xml) throws XmlFault {
        var session = "";
        while (xml.child()) {
            if (!xml.name().equals("SessionHeader")) {
                xml.skip();
                continue;
            }
            while (xml.child()) {
                if (xml.name().equals("sessionId")) {
                    session = xml.text();
                } else {
                    xml.skip();
                }
            }
        }
        return session;
    }

    private static Reply refused(String code, String message) {
        return fault(
                "sf:" + code,
                code + ": " + message,
                "<sf:exceptionCode>" + code + "</sf:exceptionCode>" + "<sf:exceptionMessage>" + escaped(message)
                        + "</sf:exceptionMessage>");
    }

    /** Faults have status 500, as the protocol wants it. */
    private static Reply fault(String code, String text, @Nullable String detail) {
        var fault = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:sf=\"urn:fault.partner.soap.sforce.com\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body><soapenv:Fault><faultcode>"
                + code + "</faultcode><faultstring>" + escaped(text) + "</faultstring>"
                + (detail == null
                        ? ""
                        : "<detail><sf:UnexpectedErrorFault xsi:type=\"sf:UnexpectedErrorFault\">" + detail
                                + "</sf:UnexpectedErrorFault></detail>")
                + "</soapenv:Fault></soapenv:Body></soapenv:Envelope>";
        return Reply.of(500, TYPE, fault.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return AsyncXml.legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
