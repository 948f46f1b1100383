package io.pushwave.status.rest;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of the API and the console are served with the service. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class ServedPagesIT {
    @Test
    void theApiDescribesItselfAndTheConsoleIsServed() {
        when().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Pushwave status"))
                .body("paths.keySet()", hasItem("/api/campaigns/{campaignId}/orgs"));
        when().get("/").then().statusCode(200).body(containsString("pushwave-console"));
    }

    @Test
    void theConsoleShowsReleasesOnAPageOfTheirOwnAndTheRejectedOnesOnTheFirst() {
        // Given
        var page = when().get("/").asString();
        var script = Pattern.compile("src=\"([^\"]+\\.js)\"").matcher(page);
        assertThat(script.find()).isTrue();

        // When
        var code = when().get(script.group(1));

        // Then
        code.then()
                .statusCode(200)
                .body(containsString("/api/releases"))
                .body(containsString("<release-list></release-list>"))
                .body(containsString("<rejected-releases></rejected-releases>"));
    }

    @ParameterizedTest
    @CsvSource({"/", "/index.html"})
    void thePageIsAskedForAnewEachTime(String address) {
        // When
        var page = when().get(address);

        // Then
        page.then()
                .statusCode(200)
                .header("Cache-Control", "no-cache")
                .header("Content-Security-Policy", containsString("default-src 'self'"));
    }
}
