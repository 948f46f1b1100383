package io.pushwave.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleReaderTest {
    private static List<FaultRule.Description> read(String json) {
        return RuleReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'nth':2,'times':3,'effect':'status','status':502",
                "'nth':1,'times':1,'effect':'html','status':200",
                "'probability':0.25,'times':9,'effect':'resetBeforeEffect'",
                "'always':true,'effect':'resetAfterEffect'",
                "'always':true,'times':4,'effect':'truncated'",
                "'always':true,'effect':'latency','latency':'PT2.5S'",
                "'always':true,'effect':'latency','distribution':'uniform','minimum':'PT1S','maximum':'PT2S'",
                "'always':true,'effect':'latency','distribution':'exponential','median':'PT1S'",
                "'always':true,'effect':'latency','distribution':'lognormal','median':'PT1S','p99':'PT9S'",
                "'always':true,'effect':'unauthorized'",
                "'always':true,'effect':'requestLimit'",
                "'always':true,'effect':'concurrentLimit'",
                "'always':true,'effect':'lockRow'",
                "'always':true,'effect':'queryTimeout'",
                "'always':true,'effect':'refuseQuery','errorCode':'INVALID_FIELD','message':'no'",
                "'query':'*FROM PackagePushJob*','always':true,'effect':'truncated'",
                "'always':true,'effect':'invalidLocator'",
                "'always':true,'effect':'somethingBad'",
                "'always':true,'effect':'failRecords','every':3,'errorCode':'UNABLE_TO_LOCK_ROW','message':'later'",
                "'always':true,'effect':'failRecords','share':0.5,'errorCode':'UNKNOWN_EXCEPTION','message':'x'",
                "'always':true,'effect':'bulkBatchTimeout'"
            })
    void everyRuleIsWrittenAsItIsRead(String members) throws IOException {
        // Given
        var json = "[{'name':'it','endpoint':'*/query','method':'GET','seed':4,'from':'2026-11-22T10:00:00Z',"
                + "'until':'2026-11-22T11:00:00Z'," + members + "}]";
        var rule = read(json.replace('\'', '"')).getFirst();

        // When
        var written = RuleWriter.json(new FaultRule(rule, Instant.EPOCH));

        // Then
        assertThat(read("[" + new String(written, StandardCharsets.UTF_8) + "]"))
                .containsExactly(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {}                                  | this is no JSON array; a list of rules is expected
                    [1]                                 | rule 1: a JSON object is expected
                    [{}]                                | rule 1: effect is missing
                    [{'effect':'explode'}]              | rule 1: effect is "explode", status, html,
                    [{'effect':5}]                      | rule 1: effect is 5, a text is expected
                    [{'effect':'truncated'}]            | rule 1: exactly one of nth, probability, always is expected
                    [{'effect':'truncated','nth':1,'always':true}] | rule 1: exactly one of nth, probability, always
                    [{'effect':'truncated','always':false}] | rule 1: always is false, true is expected
                    [{'effect':'truncated','nth':0}]    | rule 1: nth is 0, a whole number from 1 is expected
                    [{'effect':'truncated','nth':1.5}]  | rule 1: nth is 1.5, a whole number from 1 is expected
                    [{'effect':'truncated','probability':2}] | rule 1: probability is 2, 0 to 1 is expected
                    [{'effect':'truncated','nth':1}]    | rule 1: endpoint is missing
                    [{'effect':'truncated','nth':1,'endpoint':''}] | rule 1: endpoint is "", a text is expected
                    [{'effect':'truncated','nth':1,'endpoint':'*','times':0}] | rule 1: times is 0
                    [{'effect':'truncated','nth':1,'endpoint':'*','seed':'x'}] | rule 1: seed is "x", a whole number
                    [{'effect':'truncated','nth':1,'status':500}] | rule 1: 'status' is unknown for the effect truncated
                    [{'effect':'status','status':404}]  | rule 1: status is 404, one of 500, 502, 503 is expected
                    [{'effect':'status'}]               | rule 1: status is missing
                    [{'effect':'html','status':404}]    | rule 1: status is 404, one of 200, 500, 502, 503 is expected
                    [{'effect':'latency'}]              | rule 1: latency is missing
                    [{'effect':'latency','latency':'long'}] | rule 1: latency is "long", more than PT0S up to PT10M
                    [{'effect':'latency','latency':'PT11M'}] | rule 1: latency is "PT11M", more than PT0S up to PT10M
                    [{'effect':'latency','distribution':'odd'}] | rule 1: distribution is "odd", fixed, uniform,
                    [{'effect':'latency','distribution':'uniform','minimum':'PT2S','maximum':'PT1S'}] | rule 1: maximum is "PT1S", at least the minimum
                    [{'effect':'latency','distribution':'lognormal','median':'PT2S','p99':'PT1S'}] | rule 1: p99 is "PT1S", at least the median
                    [{'effect':'latency','distribution':'exponential','latency':'PT1S'}] | rule 1: median is missing
                    [{'effect':'failRecords'}]          | rule 1: exactly one of share, every is expected
                    [{'effect':'failRecords','every':0}] | rule 1: every is 0, a whole number from 1 is expected
                    [{'effect':'failRecords','share':-1}] | rule 1: share is -1, 0 to 1 is expected
                    [{'effect':'failRecords','every':1,'errorCode':'no code'}] | rule 1: errorCode is "no code", a code such as
                    [{'effect':'truncated','nth':1,'endpoint':'*','from':'soon'}] | rule 1: from is "soon", an instant such as
                    [{'effect':'truncated','nth':1,'endpoint':'*','until':'PT-5S'}] | rule 1: until is "PT-5S", an instant such as
                    [{'effect':'truncated','nth':1,'endpoint':'*','from':'PT2H','until':'PT1H'}] | rule 1: until is "PT1H", a time after from
                    [{'effect':'truncated','nth':1,'nth':1,'endpoint':'*'}] | rule 1: 'nth' is there twice
                    [{'effect':'truncated','nth':1,'endpoint':'*'},{'effect':'truncated'}] | rule 2: exactly one of
                    [{'effect':'truncated','nth':1,'endpoint':'*','name':'a'},{'effect':'truncated','nth':1,'endpoint':'*','name':'a'}] | rule 2: name is "a", one that no rule before it has
                    [{'effect':'truncated','nth':1,'endpoint':'*'}] 5 | something follows the list of rules
                    [{'effect'                          | this is no JSON:
                    """)
    void aRuleThatCannotBeIsRefusedNamingItsNumberTheMemberAndTheValue(String json, String sentence) {
        // When
        // Then
        assertThatExceptionOfType(RuleException.class)
                .isThrownBy(() -> read(json.replace('\'', '"')))
                .withMessageStartingWith(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    \\n[{"endpoint":"*", "nth":1,\\n  "effect":"explode"}]          | 3 | rule 1: effect is "explode"
                    [\\n{"endpoint":"*","nth":1,"effect":"truncated"},\\n\\n{"effect":"truncated"}]  | 4 | rule 2: exactly one of
                    [\\n{\\n"endpoint":"*"\\n"nth":1}]                              | 4 | this is no JSON
                    """)
    void aFileIsRefusedNamingTheLine(String text, int line, String sentence, @TempDir Path folder) throws IOException {
        // Given
        var file = Files.writeString(folder.resolve("faults.json"), text.replace("\\n", "\n"));

        // When
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleReader.read(file))
                .withMessageStartingWith(file + ", line " + line + ": " + sentence);
    }

    @Test
    void aFileThatIsNotThereIsRefused(@TempDir Path folder) {
        // When
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleReader.read(folder.resolve("nothing.json")))
                .withMessageContaining("nothing.json cannot be read");
    }
}
