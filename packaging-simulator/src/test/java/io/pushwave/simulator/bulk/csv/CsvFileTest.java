package io.pushwave.simulator.bulk.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files cut into lines, batches and values. */
final class CsvFileTest {
    private static final CsvForm LF = new CsvForm(ColumnDelimiter.COMMA, LineEnding.LF);
    private static final CsvForm CRLF = new CsvForm(ColumnDelimiter.COMMA, LineEnding.CRLF);

    private static CsvFile cut(String csv, CsvForm form) throws DataFault {
        return CsvFile.cut(csv.getBytes(StandardCharsets.UTF_8), form, 2);
    }

    private static List<List<String>> records(CsvFile file) {
        var records = new ArrayList<List<String>>();
        for (int batch = 0; batch < file.batches(); batch++) {
            file.readBatch(batch, record -> records.add(record.toList()));
        }
        return records;
    }

    @Test
    void quotesNewlinesAndOtherScriptsStayAsTheyAre() throws DataFault {
        // When
        var file = cut("A,\"B\"\n\"a \"\"quoted\"\" word\",\"two\nlines, one value\"\n größe , \n", LF);

        // Then
        assertThat(file.columns()).containsExactly("A", "B");
        assertThat(file.header()).isEqualTo("A,\"B\"");
        assertThat(records(file))
                .containsExactly(List.of("a \"quoted\" word", "two\nlines, one value"), List.of(" größe ", " "));
    }

    @ParameterizedTest
    @EnumSource(ColumnDelimiter.class)
    void everyDelimiterSeparates(ColumnDelimiter delimiter) throws DataFault {
        // When
        var file = cut("A%1$sB\n1%1$s2\n".formatted(delimiter.character()), new CsvForm(delimiter, LineEnding.LF));

        // Then
        assertThat(file.columns()).containsExactly("A", "B");
        assertThat(records(file)).containsExactly(List.of("1", "2"));
    }

    @Test
    void aFileIsCutIntoBatchesWhoseLastMayBeSmaller() throws DataFault {
        // When
        var file = cut("A\r\n1\r\n2\r\n\r\n3\r\n4\r\n5", CRLF);

        // Then
        assertThat(file.records()).isEqualTo(5);
        assertThat(file.batches()).isEqualTo(3);
        assertThat(file.recordsOf(0)).isEqualTo(2);
        assertThat(file.recordsOf(2)).isEqualTo(1);
        assertThat(records(file)).containsExactly(List.of("1"), List.of("2"), List.of("3"), List.of("4"), List.of("5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "A", "A\n", "A\n\n\n"})
    void aFileWithoutRecordsHasNoBatches(String csv) throws DataFault {
        // When
        var file = cut(csv, LF);

        // Then
        assertThat(file.records()).isZero();
        assertThat(file.batches()).isZero();
    }

    @Test
    void manyBatchesAreFoundAgain() throws DataFault {
        // Given
        var csv = new StringBuilder("A\n");
        for (int record = 0; record < 1_001; record++) {
            csv.append(record).append('\n');
        }

        // When
        var file = cut(csv.toString(), LF);

        // Then
        assertThat(file.batches()).isEqualTo(501);
        assertThat(records(file)).hasSize(1_001).endsWith(List.of("1000"));
    }

    @ParameterizedTest
    @CsvSource({"'A\r\n1\r\n', LF", "'A\n1\n', CRLF", "'A\r\n1\n', CRLF", "'A\n1\r\n', LF"})
    void linesMustEndAsTheJobSays(String csv, LineEnding ending) {
        // Then
        assertThatThrownBy(() -> cut(csv, new CsvForm(ColumnDelimiter.COMMA, ending)))
                .isInstanceOf(DataFault.class)
                .hasMessage("ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is "
                        + ending);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A,B\n1,2\"\n", "A\n\"1\n", "A,B\n\"1\" ,2\n", "A,B\n1, \"2\"\n", "\uFEFF\"A\"\n1\n"})
    void aQuoteInTheWrongPlaceIsAFault(String csv) {
        // Then
        assertThatThrownBy(() -> cut(csv, LF))
                .isInstanceOf(DataFault.class)
                .hasMessage("InvalidBatch : Failed to parse CSV. Found unescaped quote");
    }

    @Test
    void aByteOrderMarkBelongsToTheFirstName() throws DataFault {
        // When
        var file = cut("\uFEFFA,B\n1,2\n", LF);

        // Then
        assertThat(file.columns()).containsExactly("\uFEFFA", "B");
    }
}
