package io.pushwave.messaging.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.messaging.redrive.RedriveCommand.Request;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedriveRequestTest {
    @Test
    void everyOptionIsRead() {
        var request = Request.parse(List.of(
                "--topic", "t", "--bootstrap-servers", "b:1", "--limit", "7", "--reason-contains", "r", "--dry-run"));

        assertThat(request).isEqualTo(new Request("b:1", "t", 7, Optional.of("r"), true));
    }

    @Test
    void withoutOptionsEverythingOfTheTopicIsRedriven() {
        assertThat(Request.parse(List.of("--topic", "t")))
                .isEqualTo(new Request("localhost:9092", "t", Long.MAX_VALUE, Optional.empty(), false));
    }

    @ParameterizedTest
    @CsvSource({
        "--limit 1,--topic is missing",
        "--topic,--topic needs a value",
        "--topic t --limit 0,--limit 0 is not a number from 1",
        "--topic t --limit many,--limit many is not a number from 1",
        "--topic t --all,is not known"
    })
    void aWrongCommandLineIsAnsweredByASentence(String line, String sentence) {
        assertThatThrownBy(() -> Request.parse(List.of(line.split(" ", -1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
