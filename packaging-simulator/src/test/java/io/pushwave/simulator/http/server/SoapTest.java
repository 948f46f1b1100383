package io.pushwave.simulator.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The SOAP APIs, which are not simulated: each call is told so as an org tells it that does not have what was asked for. */
final class SoapTest {
    private static final String LOGIN =
            "<login xmlns=\"urn:partner.soap.sforce.com\"><username>a</username><password>b</password></login>";
    private static final String CREATE = "<create xmlns=\"urn:partner.soap.sforce.com\"><sObjects/></create>";

    private static Simulator simulator;
    private static SalesforceClient client;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        simulator = Simulator.start(
                SimulatorSettings.builder().port(0).orgs(20).speed(0).build());
        client = new SalesforceClient(simulator).login();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private static SalesforceClient.Answer call(String path, String session, String body)
            throws IOException, InterruptedException {
        var header = session.isEmpty()
                ? ""
                : "<se:Header xmlns:se=\"http://schemas.xmlsoap.org/soap/envelope/\"><CallOptions"
                        + " xmlns=\"urn:partner.soap.sforce.com\"><client>c</client></CallOptions><SessionHeader"
                        + " xmlns=\"urn:partner.soap.sforce.com\"><sessionId>" + session
                        + "</sessionId></SessionHeader></se:Header>";
        return send(
                path,
                "<se:Envelope xmlns:se=\"http://schemas.xmlsoap.org/soap/envelope/\">" + header + "<se:Body>" + body
                        + "</se:Body></se:Envelope>");
    }

    private static SalesforceClient.Answer send(String path, String envelope) throws IOException, InterruptedException {
        return client.call("POST", path, envelope, "Content-Type", "text/xml", "SOAPAction", "\"\"");
    }

    private static void isFault(SalesforceClient.Answer answer, String code, String text) {
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml;charset=UTF-8");
        assertThat(answer.body())
                .contains("<faultcode>" + code + "</faultcode>")
                .contains("<faultstring>" + text);
    }

    @ParameterizedTest
    @CsvSource({
        "/services/Soap/u/42.0, SOAP API login() is disabled by default in this org. Contact the org administrator to enable SOAP API login().",
        "/services/Soap/c/64.0/00D000000000001, SOAP API login() is disabled by default in this org.",
        "//services/soap/u/65.0, The SOAP Login operation is not available in the API version specified (65.0).",
    })
    void aLoginIsNotAllowed(String path, String text) throws IOException, InterruptedException {
        // When
        var answer = call(path, "", LOGIN);

        // Then
        isFault(answer, "sf:INVALID_OPERATION", "INVALID_OPERATION: " + text);
        assertThat(answer.body()).contains("<sf:exceptionCode>INVALID_OPERATION</sf:exceptionCode>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/services/Soap", "/services/Soap/u", "/services/Soap/u/99.0", "/services/Soap/m/nonsense"})
    void anUnknownVersionIsRefused(String path) throws IOException, InterruptedException {
        // When
        var answer = call(path, client.token(), LOGIN);

        // Then
        isFault(answer, "sf:UNSUPPORTED_API_VERSION", "UNSUPPORTED_API_VERSION: Invalid Api version specified on URL");
    }

    @Test
    void anythingElseNeedsASession() throws IOException, InterruptedException {
        // When
        var without = call("/services/Soap/u/66.0", "", CREATE);
        var bad = call("/services/Soap/m/66.0", "nonsense", CREATE);

        // Then
        isFault(without, "sf:INVALID_SESSION_ID", "INVALID_SESSION_ID: Invalid Session ID found in SessionHeader");
        isFault(bad, "sf:INVALID_SESSION_ID", "INVALID_SESSION_ID: Invalid Session ID found in SessionHeader");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/services/Soap/u/66.0", "/services/Soap/T/66.0/00D000000000001", "/services/Soap/class/Push"})
    void withOneTheOperationDoesNotExist(String path) throws IOException, InterruptedException {
        // When
        var answer = call(path, client.token(), CREATE);

        // Then
        isFault(
                answer,
                "soapenv:Client",
                "No operation available for request {urn:partner.soap.sforce.com}create, please check the WSDL for the"
                        + " service.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "<a/>",
                "<Envelope/>",
                "<Envelope><Body/></Envelope>",
                "<!DOCTYPE a [<!ENTITY b \"c\">]><Envelope><Body><a/></Body></Envelope>",
            })
    void whatIsNoEnvelopeIsRefused(String envelope) throws IOException, InterruptedException {
        // When
        var answer = send("/services/Soap/u/66.0", envelope);

        // Then
        isFault(answer, "soapenv:Client", "");
    }

    @Test
    void onlyPostIsASoapCall() throws IOException, InterruptedException {
        // When
        var answer = client.get("/services/Soap/u/66.0");

        // Then
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(answer.body()).isNotBlank();
    }
}
