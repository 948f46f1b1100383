package io.pushwave.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against messages that people have published; see {@link Excerpt}. */
final class ExcerptTest {

    @Test
    void aShortQueryIsShownWhole() {
        var query = "Select Id, Status, Location, Body from ApexLog";
        assertThat(Excerpt.of(query, query.indexOf("Body"), false))
                .isEqualTo("\n" + query + "\n" + " ".repeat(29) + "^\nERROR at Row:1:Column:30\n");
    }

    @Test
    void aLongQueryIsCutThirtyCharactersBefore() {
        var query = "SELECT Id, DeveloperName, Description, NamespacePrefix, Status FROM PermissionSetGroup";
        assertThat(Excerpt.of(query, query.indexOf("PermissionSetGroup"), false))
                .isEqualTo("\n NamespacePrefix, Status FROM PermissionSetGroup\n" + " ".repeat(30)
                        + "^\nERROR at Row:1:Column:69\n");
    }

    @Test
    void wordsAreNotCut() {
        var query = "SELECT " + "Filler, ".repeat(11)
                + "Field, Parent.IsOwnedByProfile, Parent.ProfileId FROM FieldPermissions" + " WHERE SobjectType = 'x'";
        assertThat(Excerpt.of(query, query.indexOf("FieldPermissions"), false))
                .isEqualTo("\nParent.IsOwnedByProfile, Parent.ProfileId FROM FieldPermissions WHERE SobjectType\n"
                        + " ".repeat(47) + "^\nERROR at Row:1:Column:150\n");
    }

    @Test
    void aTokenThatTheGrammarRefusesIsPointedAtFromOneColumnBefore() {
        var query = "SELECT Id, Email, Name\nFROM Contact\nWHERE AccountId = '0014000000p6XlS' AND LastName LIKE 'test'"
                + " OR email LIKE 'test'";
        assertThat(Excerpt.of(query, query.indexOf("OR email"), true))
                .isEqualTo("\n'0014000000p6XlS' AND LastName LIKE 'test' OR email LIKE 'test'\n" + " ".repeat(42)
                        + "^\nERROR at Row:3:Column:61\n");
    }

    @Test
    void theFirstColumnIsTheFirst() {
        assertThat(Excerpt.of("UPDATE X", 0, true)).isEqualTo("\nUPDATE X\n^\nERROR at Row:1:Column:1\n");
        assertThat(Excerpt.of("", 0, true)).isEqualTo("\n\n^\nERROR at Row:1:Column:1\n");
    }

    @Test
    void theEndOfALineIsPointedAtToo() {
        assertThat(Excerpt.of("SELECT Id\nFROM", 14, true)).isEqualTo("\nFROM\n   ^\nERROR at Row:2:Column:4\n");
    }
}
