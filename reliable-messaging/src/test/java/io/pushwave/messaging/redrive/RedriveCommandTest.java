package io.pushwave.messaging.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.messaging.redrive.Redrive.Request;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RedriveCommandTest {
    @Test
    void everyOptionIsRead() {
        var request = RedriveCommand.read(
                "--topic", "t", "--bootstrap-servers", "b:1", "--limit", "7", "--reason-contains", "r", "--dry-run");

        assertThat(request).isEqualTo(new Request("b:1", "t", 7, Optional.of("r"), true));
    }

    @Test
    void withoutOptionsEverythingOfTheTopicIsRedriven() {
        assertThat(RedriveCommand.read("--topic", "t"))
                .isEqualTo(new Request("localhost:9092", "t", Long.MAX_VALUE, Optional.empty(), false));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "--limit 1,Missing required option: '--topic=TOPIC'",
                "--topic,Missing required parameter for option '--topic'",
                "--topic t --limit 0,`--limit is 0, 1 or more is possible`",
                "--topic t --limit many,'--limit': 'many' is not a long",
                "--topic t --all,Unknown option: '--all'"
            })
    void aWrongCommandLineIsAnsweredByASentence(String line, String sentence) {
        var said = new StringWriter();
        var command = new CommandLine(new RedriveCommand()).setErr(new PrintWriter(said, true));

        int code = command.execute(line.split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).contains(sentence);
    }
}
