package io.pushwave.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.pushwave.http.doors.MalformedRequests;
import io.pushwave.http.doors.ProblemExamples;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemsIT {
    @TestHTTPResource("/")
    URI base;

    @Test
    void whateverIsMalformedIsAnsweredWithAProblem() {
        var malformed = MalformedRequests.to(base);
        System.out.println("malformed requests: " + malformed.seed());

        var complaints = malformed.complaints();

        assertThat(complaints).as(malformed.seed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                 | 400 | body   | the body is missing
            {"by":5}                           | 400 | by     | by is '5', a text is expected
            {"by":"ada","count":"x"}           | 400 | count  | a whole number
            {"by":"ada","count":1.5}           | 400 | count  | a whole number
            {"by":"ada","dry":"yes"}           | 400 | dry    | true or false is expected
            {"by":"ada","colour":"GREEN"}      | 400 | colour | one of RED, BLUE is expected
            {"by":"ada","at":"yesterday"}      | 400 | at     | a time such as 2026-11-22T10:15:30Z is expected
            {"by":"ada","orgs":"x"}            | 400 | orgs   | a list is expected
            {"by":"ada","by":"eve"}            | 400 | by     | is there twice
            {"by":"ada"} {}                    | 400 | body   | more text follows its end
            {"by":                             | 400 | body   | the body is not JSON: line 1
            []                                 | 400 | body   | an object is expected
            {"by":"ada","dryRun":true}         | 422 | dryRun | dryRun is unknown; known are at, by, colour, count, dry, orgs, reason
            {"by":" "}                         | 400 | by     | by is missing or blank: say who wants it
            {"by":"abcdefghijklmnopqrstuvwxyz"}| 400 | by     | by has 26 characters, at most 20 are allowed
            {"by":"ada","reason":"x \\u0000"}  | 400 | reason | reason has the character U+0000 at position 3
            {"by":"ada","reason":"\\ud800"}    | 400 | reason | reason has the character U+D800 at position 1
            """)
    void aBodyThatBreaksARuleIsAnsweredWithFieldAndRule(String body, int status, String field, String rule) {
        given().contentType("application/json")
                .body(body)
                .post("/api/samples")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("rule", containsString(rule));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/samples/a%00b, 400, path",
        "/api/samples/%ff, 400, path",
        "/api/samples/x?limit=%00, 400, limit",
        "/api/samples/x?%00=1, 400, \uFFFD",
        "/api/samples/unknown, 404, sampleId",
    })
    void anAddressThatCannotBeReadIsAnsweredWithThePlace(String address, int status, String field) {
        given().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/samples/x?dryRun=true, 422, dryRun, dryRun is unknown; known are limit",
        "/api/samples/x?limit=1&limit=2, 400, limit, limit is there 2 times",
        "/api/samples/x?limit=, 400, limit, limit has no value; who means none leaves it out",
        "/api/samples/x?limit=101, 400, limit, 'limit is ''101'', a whole number from 1 to 100 is expected'",
    })
    void aParameterThatNobodyReadsIsRefused(String address, int status, String field, String rule) {
        given().get(address)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("rule", equalTo(rule));
    }

    @Test
    void theDocumentSaysOfEveryOperationHowItsProblemsLook() {
        var document = MalformedRequests.to(base).document();

        assertThat(ProblemExamples.missing(document)).isEmpty();
        assertThat(document.at("/paths/~1api~1samples~1{sampleId}/get/responses")
                        .properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("200", "400", "404", "422", "503");
        assertThat(document.at("/paths/~1api~1samples/post/responses").properties())
                .extracting(Map.Entry::getKey)
                .contains("400", "415", "422", "503");
    }

    @Test
    void anAddressThatIsTooLongIsAnsweredWithTheLimit() {
        given().get("/api/samples/" + "x".repeat(9_000))
                .then()
                .statusCode(414)
                .body("rule", containsString("at most 8000 are allowed"));
    }

    @Test
    void aBodyThatIsTooLongIsAnsweredWithTheLimit() {
        given().contentType("application/json")
                .body("x".repeat(300_000))
                .post("/api/samples")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("rule", equalTo("the body has 300000 bytes, at most 262144 are allowed"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/samples, 262144",
        "/api/samples/long, 1048576",
    })
    void aBodyOfUnknownLengthIsReadUpToTheLimitOfItsPath(String path, int maximum) throws Exception {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", path.endsWith("long") ? "text/plain" : "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(" ".repeat(maximum + 1).getBytes(UTF_8))))
                .build();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = client.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
            assertThat(answer.body()).contains("at most " + maximum + " are allowed");
        }
    }

    @Test
    void aPathThatIsMeantForLongBodiesTakesThem() {
        given().contentType("text/plain")
                .body("x".repeat(1_000_000))
                .post("/api/samples/long")
                .then()
                .statusCode(200)
                .body("count", equalTo(1_000_000));
    }

    @Test
    void headersThatAreTooLongAreAnsweredWithTheLimit() {
        given().header("X-Long", "x".repeat(20_000))
                .get("/api/samples/x")
                .then()
                .statusCode(431)
                .body("rule", containsString("at most 16000 are allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"frozen", "shutdown", "empty"})
    void aDatabaseThatDoesNotAnswerIsSaidToPass(String how) {
        given().get("/api/samples/failing/" + how)
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("detail", containsString("was not applied"));
    }

    @Test
    void whatFailsHereNamesNoClass() {
        given().get("/api/samples/failing/wrong")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("detail", not(containsString("pushwave")));
    }

    @Test
    void severalBrokenRulesAreAllNamedAndTheFirstAsASingleOne() {
        given().get("/api/samples/failing/several")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", equalTo("a"))
                .body("rule", equalTo("a is too long"))
                .body("violations.field", equalTo(List.of("a", "b[0].c")))
                .body("violations[0].value", equalTo("x\uFFFD"))
                .body("violations[1].rule", equalTo("b[0].c is missing"));
    }

    @Test
    void whoChangesWhatHasChangedIsToldWhatItIsNow() {
        given().get("/api/samples/failing/outdated")
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .header("ETag", "\"2\"")
                .body("field", equalTo("If-Match"))
                .body("value", equalTo("\"1\""))
                .body("rule", equalTo("it is version 2 now"));
    }

    @Test
    void whoDoesNotSayWhatIsChangedIsAsked() {
        given().get("/api/samples/failing/unconditional")
                .then()
                .statusCode(428)
                .contentType("application/problem+json")
                .body("field", equalTo("If-Match"));
    }
}
