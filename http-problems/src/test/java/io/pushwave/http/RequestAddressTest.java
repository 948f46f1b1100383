package io.pushwave.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/a+b",
                "/api/%C3%84",
                "/api/x?",
                "/api/x?&&",
                "/api/x?a=b=c",
                "/api/x?q=%F0%9F%98%80",
                "/%EF%BF%BD?q=a+b%25"
            })
    void whatCanBeReadAndStoredPasses(String uri) {
        assertThat(RequestAddress.fault(uri)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/%, path, encodes nothing",
        "/a%2, path, encodes nothing",
        "/a%zz?q=1, path, encodes nothing",
        "/%ff, path, no UTF-8",
        "/%ed%a0%80, path, no UTF-8",
        "/a%00b, path, U+0000 at position 3",
        "/a?q=%, q, encodes nothing",
        "/a?%c3%28=1, query, no UTF-8",
        "/a?x=1&q=%00, q, its value has the character U+0000 at position 1",
        "/a?q%00=1, q\uFFFD, its name has the character U+0000 at position 2",
    })
    void whatCannotIsAnsweredWithItsPlaceAndRule(String uri, String field, String rule) {
        var fault = RequestAddress.fault(uri).orElseThrow();

        assertThat(fault.getStatusCode()).isEqualTo(400);
        assertThat(fault.getParameters()).containsEntry("field", field);
        assertThat(fault.getDetail()).contains(rule);
    }
}
