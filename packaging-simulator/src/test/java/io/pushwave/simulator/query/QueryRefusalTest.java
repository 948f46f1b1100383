package io.pushwave.simulator.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.platform.Platforms;
import io.pushwave.simulator.query.objects.PublisherOrg;
import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.query.objects.StatusNames;
import io.pushwave.simulator.soql.SoqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries that Salesforce refuses, and the words in which it does. */
final class QueryRefusalTest {
    private final PackagingPlatform platform = Platforms.platform(7, 600);
    private final QueryCompiler compiler = new QueryCompiler(
            new Schema(platform, new StatusNames("InProgress"), PublisherOrg.standard("user@harbor.example")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    SELECT Foo FROM PackagePushJob                                      | INVALID_FIELD
                    SELECT Foo.Name FROM PackagePushJob                                 | INVALID_FIELD
                    SELECT Id FROM PackagePushJobs                                      | INVALID_TYPE
                    SELECT Id, (SELECT Id FROM Nothing) FROM PackagePushJob             | INVALID_TYPE
                    SELECT Id FROM PackagePushJob WHERE StartTime > 2026-01-01T00:00:00Z | INVALID_FIELD
                    SELECT Id FROM PackagePushJob WHERE SystemModstamp > 2026-01-01     | INVALID_FIELD
                    SELECT Id FROM PackagePushJob WHERE Status = TODAY                  | INVALID_FIELD
                    SELECT Id FROM PackagePushJob WHERE Status = 1                      | INVALID_FIELD
                    SELECT Id FROM PackagePushError WHERE ErrorTitle = 'x'              | INVALID_FIELD
                    SELECT ErrorMessage, COUNT(Id) FROM PackagePushError GROUP BY ErrorMessage | INVALID_FIELD
                    SELECT Id FROM PackagePushRequest ORDER BY StartTime                | INVALID_FIELD
                    SELECT Id, COUNT(Id) FROM PackagePushJob GROUP BY Status            | MALFORMED_QUERY
                    SELECT Id FROM PackagePushJob WHERE PackagePushRequestId = 'x'      | INVALID_QUERY_FILTER_OPERATOR
                    SELECT Id FROM PackagePushJob WHERE Id LIKE '0DX%'                  | INVALID_QUERY_FILTER_OPERATOR
                    SELECT Id FROM PackagePushJob WHERE Status > null                   | INVALID_QUERY_FILTER_OPERATOR
                    SELECT Id FROM PackagePushRequest WHERE IsMigration > false         | INVALID_QUERY_FILTER_OPERATOR
                    SELECT Id FROM PackagePushJob WHERE Status INCLUDES ('Failed')      | INVALID_QUERY_FILTER_OPERATOR
                    SELECT Id FROM PackagePushRequest WHERE ScheduledStartTime > '2026' | INVALID_FIELD
                    SELECT Id FROM PackagePushJob OFFSET 2001                           | NUMBER_OUTSIDE_VALID_RANGE
                    SELECT Id, Id FROM PackagePushJob                                   | INVALID_FIELD
                    SELECT Id, FIELDS(STANDARD) FROM PackagePushJob                     | INVALID_FIELD
                    SELECT FIELDS(ALL) FROM PackagePushJob                              | MALFORMED_QUERY
                    SELECT FIELDS(ALL) FROM PackagePushJob LIMIT 201                    | MALFORMED_QUERY
                    SELECT FIELDS(CUSTOM) FROM PackagePushJob LIMIT 200                 | MALFORMED_QUERY
                    SELECT FIELDS(STANDARD), COUNT(Id) FROM PackagePushJob GROUP BY Status | MALFORMED_QUERY
                    SELECT Status s FROM PackagePushJob                                 | MALFORMED_QUERY
                    SELECT Status s, COUNT(Id) s FROM PackagePushJob GROUP BY Status    | MALFORMED_QUERY
                    SELECT SUM(Status) FROM PackagePushJob                              | INVALID_FIELD
                    SELECT AVG(SystemModstamp) FROM PackagePushJob                      | INVALID_FIELD
                    SELECT COUNT(IsMigration) FROM PackagePushRequest                   | INVALID_FIELD
                    SELECT COUNT(), Id FROM PackagePushJob                              | MALFORMED_QUERY
                    SELECT COUNT() FROM PackagePushJob ORDER BY Id                      | MALFORMED_QUERY
                    SELECT MAX(Status) FROM PackagePushJob LIMIT 1                      | MALFORMED_QUERY
                    SELECT Status FROM PackagePushJob GROUP BY Status ORDER BY Id       | MALFORMED_QUERY
                    SELECT Status FROM PackagePushJob GROUP BY Status HAVING Id != null | MALFORMED_QUERY
                    SELECT Status FROM PackagePushJob GROUP BY Status HAVING MIN(Status) = 1 | INVALID_FIELD
                    SELECT Id FROM PackagePushJob ORDER BY COUNT(Id)                    | MALFORMED_QUERY
                    SELECT Id, (SELECT COUNT(Id) FROM PackagePushErrors) FROM PackagePushJob | MALFORMED_QUERY
                    SELECT toLabel(Id) FROM PackagePushJob                              | INVALID_FIELD
                    SELECT FORMAT(Status) FROM PackagePushJob                           | INVALID_FIELD
                    SELECT Status, toLabel(Status) FROM PackagePushJob                  | INVALID_FIELD
                    """)
    void whatSalesforceRefusesIsRefused(String soql, String code) {
        // When
        // Then
        assertThatExceptionOfType(SoqlException.class)
                .isThrownBy(() -> compiler.compile(soql))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Id IN (SELECT Id FROM PackagePushJob)                       | The inner and outer selects should not be on the same object type
                    Status IN (SELECT Id FROM PackagePushRequest)               | The left operand field in the where expression for outer query should be an id field, cannot use: 'Status'
                    PackagePushRequest.Id IN (SELECT Id FROM PackagePushRequest) | The left operand field in the where expression for outer query should be an id field, cannot use: 'PackagePushRequest.Id'
                    Id IN (SELECT ErrorType FROM PackagePushError)              | The selected field in the inner query should be an id field, cannot use: 'ErrorType'
                    Id IN (SELECT PackagePushJob.PackagePushRequest.Id FROM PackagePushError) | The inner select field 'PackagePushJob.PackagePushRequest.Id' cannot have more than one level of relationships
                    Id IN (SELECT Id FROM PackagePushRequest)                   | The selected field 'Id' in the subquery and the left operand field 'Id' in the where expression in the outer query should point to the same object type
                    Status = 'Failed' OR Id IN (SELECT PackagePushJobId FROM PackagePushError) | Semi join sub-selects are not allowed with the 'OR' operator
                    NOT Id IN (SELECT PackagePushJobId FROM PackagePushError)   | Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.
                    Id != null AND (Status = 'Failed' AND Id IN (SELECT PackagePushJobId FROM PackagePushError)) | Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.
                    Id IN (SELECT PackagePushJobId FROM PackagePushError) AND Id IN (SELECT PackagePushJobId FROM PackagePushError) AND Id NOT IN (SELECT PackagePushJobId FROM PackagePushError) | Maximum 2 semi join sub-selects are allowed
                    """)
    void semiJoinsThatSalesforceRefusesAreRefused(String where, String words) {
        // When
        // Then
        assertThatExceptionOfType(SoqlException.class)
                .isThrownBy(() -> compiler.compile("SELECT Id FROM PackagePushJob WHERE " + where))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo("MALFORMED_QUERY");
                    assertThat(refused.text()).endsWith(words);
                });
    }

    @Test
    void aRefusalShowsWhereTheQueryIsWrong() {
        assertThat(refusal("SELECT Id, Foo FROM PackagePushJob"))
                .isEqualTo(
                        "\nSELECT Id, Foo FROM PackagePushJob\n           ^\nERROR at Row:1:Column:12\nNo such column 'Foo'"
                                + " on entity 'PackagePushJob'. If you are attempting to use a custom field, be sure to append the"
                                + " '__c' after the custom field name. Please reference your WSDL or the describe call for the"
                                + " appropriate names.");
        assertThat(refusal("SELECT Id FROM PackagePushJob\nWHERE StartTime = null"))
                .isEqualTo(
                        "\nWHERE StartTime = null\n      ^\nERROR at Row:2:Column:7\nfield 'StartTime' can not be filtered"
                                + " in a query call");
        assertThat(refusal("SELECT Id FROM PackagePushJob WHERE Status IS NULL"))
                .isEqualTo("\nFROM PackagePushJob WHERE Status IS NULL\n                                ^\n"
                        + "ERROR at Row:1:Column:43\nunexpected token: 'IS'");
        assertThat(refusal("SELECT Id FROM PackagePushJob WHERE Status = 'Failed"))
                .endsWith("ERROR at Row:1:Column:52\nline 1:52 mismatched character '<EOF>' expecting '''");
        assertThat(refusal("SELECT Id FROM PackagePushJob WHERE Status = Failed"))
                .isEqualTo("Bind variables only allowed in Apex code");
        assertThat(refusal("SELECT Id FROM PackagePushJob LIMIT 1 ALL ROWS"))
                .endsWith("ALL ROWS not allowed in this context");
        assertThat(refusal("SELECT SUM(Status) FROM PackagePushJob"))
                .endsWith("field Status does not support aggregate operator SUM");
    }

    private String refusal(String soql) {
        try {
            compiler.compile(soql);
            throw new AssertionError("not refused");
        } catch (SoqlException refused) {
            return refused.text();
        }
    }
}
