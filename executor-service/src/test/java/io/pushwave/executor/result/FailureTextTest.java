package io.pushwave.executor.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.StorableText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            provide the following error number: 731858695-80805 (-151184096). | provide the following error number: <gack>.
            provide the following error number: -1-2  (3). | provide the following error number: <gack>.
            Org 00Dxx0000001gPL and 04t000000000001AAA | Org <id> and <id>
            row 0 with id a0B5g00000XyZ12; first error | row <n> with id <id>; first error
            Class.sfal.InstallScript.onInstall: line 5, column 1 | Class.sfal.InstallScript.onInstall: line <n>, column <n>
            Error on line 12 of the page | Error on line <n> of the page
            accomplishments of 00 acknowledgements | accomplishments of 00 acknowledgements
            Definition for js://hed.STG_CMP_Header not found | Definition for js://hed.STG_CMP_Header not found
            a dependent package be installed: EDA, Version EDA 1.93. | a dependent package be installed: EDA, Version EDA 1.93.
            Acme Holding 2 refused it | Acme Holding 2 refused it
            """)
    void whatDiffersFromOrgToOrgIsReplacedAndNothingElse(String message, String group) {
        assertThat(FailureText.normalised(message)).isEqualTo(group);
    }

    @Test
    void ofAStackTraceThePlaceOfTheFaultIsKept() {
        var one = """
                System.DmlException: Upsert failed. First exception on row 0

                Class.sfal.Records.save: line 77, column 12
                Class.sfal.InstallScript.onInstall: line 5, column 1
                AnonymousBlock: line 1, column 1""";
        var other = """
                System.DmlException: Upsert failed. First exception on row 31

                Class.sfal.Records.save: line 77, column 12
                Trigger.sfal.OnAccount: line 3, column 9""";

        assertThat(FailureText.normalised(one))
                .isEqualTo("System.DmlException: Upsert failed. First exception on row <n>"
                        + " Class.sfal.Records.save: line <n>, column <n>")
                .isEqualTo(FailureText.normalised(other));
    }

    @Test
    void aGroupIsALabelAndNotAFile() {
        assertThat(FailureText.normalised("word ".repeat(1000))).hasSize(FailureText.GROUP_LENGTH_MAXIMUM);
    }

    @Test
    void aLabelThatIsCutInTheMiddleOfACharacterCanStillBeStored() {
        var message = "x".repeat(FailureText.GROUP_LENGTH_MAXIMUM - 1) + "\ud83d\ude80";

        assertThat(StorableText.fault(FailureText.normalised(message))).isEmpty();
    }
}
