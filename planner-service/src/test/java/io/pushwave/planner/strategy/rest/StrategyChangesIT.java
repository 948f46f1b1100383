package io.pushwave.planner.strategy.rest;

import static io.pushwave.planner.strategy.rest.StrategyRequests.document;
import static io.pushwave.planner.strategy.rest.StrategyRequests.ifMatch;
import static io.pushwave.planner.strategy.rest.StrategyRequests.ifNew;
import static io.pushwave.planner.strategy.rest.StrategyRequests.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strategies that several people change. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class StrategyChangesIT {
    private static final int AT_ONCE = 8;

    @Inject
    Jdbi jdbi;

    private final String name = "it-" + Long.toHexString(System.nanoTime());

    private void create() {
        StrategyRequests.create(name);
    }

    private List<Integer> versions() {
        return StrategyRequests.versions(name);
    }

    @Test
    void whoHasNotSeenTheNewestVersionIsToldWhichItIs() {
        // Given
        create();
        put(name, ifMatch(1), document("second")).then().statusCode(200);

        // When
        var outdated = put(name, ifMatch(1), document("third"));

        // Then
        outdated.then()
                .statusCode(412)
                .contentType("application/problem+json")
                .header("ETag", "\"2\"")
                .body("field", equalTo("If-Match"))
                .body("value", equalTo("\"1\""))
                .body("rule", equalTo("strategy '" + name + "' is at version 2 now, and not at \"1\""));
        assertThat(versions()).containsExactly(2, 1);
    }

    @Test
    void whatIsThereIsNotMadeANew() {
        // Given
        create();

        // Then
        put(name, ifNew(), document("other"))
                .then()
                .statusCode(412)
                .header("ETag", "\"1\"")
                .body("field", equalTo("If-None-Match"))
                .body("rule", equalTo("strategy '" + name + "' is at version 1 now"));
    }

    @Test
    void whatIsNotThereIsNotChanged() {
        put(name, ifMatch(1), document("x"))
                .then()
                .statusCode(412)
                .header("ETag", nullValue())
                .body("rule", containsString("does not exist"));
    }

    @Test
    void aChangeThatDoesNotSayWhatItChangesIsRefused() {
        put(name, Map.of(), document("x"))
                .then()
                .statusCode(428)
                .contentType("application/problem+json")
                .body("field", equalTo("If-Match"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            *        | -   | If-Match
            W/"1"    | -   | If-Match
            "1", "2" | -   | If-Match
            1        | -   | If-Match
            "0"      | -   | If-Match
            "x"      | -   | If-Match
            "1"      | *   | If-None-Match
            -        | "1" | If-None-Match
            """)
    void aHeaderThatNamesNoVersionIsRefused(String ifMatch, String ifNoneMatch, String field) {
        // Given
        var request =
                given().contentType("application/json").body("{\"by\": \"anna\", \"document\": " + document("x") + "}");
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        if (ifNoneMatch != null) {
            request.header("If-None-Match", ifNoneMatch);
        }

        // Then
        request.put("/api/strategies/" + name).then().statusCode(400).body("field", equalTo(field));
    }

    @Test
    void ofChangesAtTheSameMomentOneWinsAndTheOthersAreToldSo() throws Exception {
        // Given
        create();

        // When
        var answers = atOnce(number -> put(name, ifMatch(1), document("by writer " + number)));

        // Then
        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(200)
                .containsOnly(200, 412);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 412)
                .hasSize(AT_ONCE - 1)
                .allSatisfy(answer -> assertThat(answer.header("ETag")).isEqualTo("\"2\""));
        assertThat(versions()).containsExactly(2, 1);
    }

    @Test
    void ofNewStrategiesOfOneNameAtTheSameMomentOneIsMade() throws Exception {
        // When
        var answers = atOnce(number -> put(name, ifNew(), document("by writer " + number)));

        // Then
        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(201)
                .containsOnly(201, 412);
        assertThat(versions()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update strategy_version set document = '{}' where name = :name",
                "delete from strategy_version where name = :name"
            })
    void noStatementChangesAVersion(String statement) {
        // Given
        create();

        // Then
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> jdbi.useHandle(handle -> handle.createUpdate(statement)
                                .bind("name", name)
                                .execute())))
                .hasStackTraceContaining("version 1 of strategy " + name + " is never changed");
    }

    private static List<Response> atOnce(IntFunction<Response> request) throws Exception {
        var begin = new CountDownLatch(1);
        var answers = new ArrayList<Future<Response>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < AT_ONCE; number++) {
                int writer = number;
                answers.add(threads.submit(() -> {
                    begin.await();
                    return request.apply(writer);
                }));
            }
            begin.countDown();
        }
        var all = new ArrayList<Response>();
        for (var answer : answers) {
            all.add(answer.get());
        }
        return all;
    }
}
