package io.pushwave.executor.salesforce.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.executor.salesforce.ApiFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryPageTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void theLastPageHasNoNextOne() throws JsonProcessingException {
        var page = page("{\"totalSize\":1,\"done\":true,\"records\":[{\"Id\":\"1\"}]}");

        assertThat(page.records()).hasSize(1);
        assertThat(page.total()).isEqualTo(1);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void theNextPageIsAskedForWithTheEndOfItsAddress() throws JsonProcessingException {
        var page = page("{\"totalSize\":2500,\"done\":false,\"records\":[],"
                + "\"nextRecordsUrl\":\"/services/data/v67.0/query/01g000000000001-2000\"}");

        assertThat(page.next()).contains("01g000000000001-2000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"totalSize\":0,\"done\":true}",
                "{\"totalSize\":0,\"records\":[]}",
                "{\"totalSize\":0,\"records\":null,\"done\":true}",
                "{\"totalSize\":0,\"records\":[],\"done\":\"yes\"}",
                "{\"totalSize\":1,\"records\":[],\"done\":false}",
                "{\"totalSize\":1,\"records\":[],\"done\":false,\"nextRecordsUrl\":\"/\"}",
                "{\"records\":[],\"done\":true}",
                "{\"totalSize\":null,\"records\":[],\"done\":true}"
            })
    void whatDoesNotSayThatItIsAllIsNoAnswer(String answer) {
        assertThatThrownBy(() -> page(answer)).hasFieldOrPropertyWithValue("failure", ApiFailure.UNAVAILABLE);
    }

    private static QueryPage page(String answer) throws JsonProcessingException {
        return QueryPage.of(MAPPER.readTree(answer));
    }
}
