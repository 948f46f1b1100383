package io.pushwave.planner.strategy.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;

/** What people ask of a strategy. */
final class StrategyRequests {
    private StrategyRequests() {}

    static String document(String description) {
        return "{\"description\": \"" + description + "\", \"waves\": [{\"name\": \"All\"}]}";
    }

    static Response put(String name, Map<String, String> headers, String document) {
        return given().contentType("application/json")
                .headers(headers)
                .body("{\"by\": \"anna\", \"document\": " + document + "}")
                .put("/api/strategies/" + name);
    }

    static Map<String, String> ifMatch(int version) {
        return Map.of("If-Match", "\"" + version + "\"");
    }

    static Map<String, String> ifNew() {
        return Map.of("If-None-Match", "*");
    }

    static void create(String name) {
        put(name, ifNew(), document("first")).then().statusCode(201);
    }

    static List<Integer> versions(String name) {
        return when().get("/api/strategies/" + name + "/versions").jsonPath().getList("items.version");
    }
}
