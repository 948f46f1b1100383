package io.pushwave.planner.strategy.json;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Values that no document has in a place of {@link DocumentSamples#whole}: place, value, field and rule; no value leaves it out. */
final class WrongMembers {
    private static final String TABLE = """
            /description                     | -                        | description                       | is missing
            /description                     | 5                        | description                       | has the wrong type: a text is expected
            /description                     | null                     | description                       | has the wrong type: a text is expected
            /description                     | ""                       | description                       | is '', one line of text
            /description                     | "x\\n"                   | description                       | is 'x?', one line of text
            /description                     | "\\u00a0x"               | description                       | is
            /description                     | "\\u0000x"               | description                       | is
            /description                     | "x\\ud800"               | description                       | has the character U+D800 at position 2
            /ownTestOrgs                     | true                     | ownTestOrgs                       | has the wrong type: a text is expected
            /ownTestOrgs                     | " "                      | ownTestOrgs                       | is ' ', one line of text
            /waves                           | -                        | waves                             | is missing
            /waves                           | {}                       | waves                             | has the wrong type: a list is expected
            /waves                           | []                       | waves                             | has 0 entries, 1 to 20 are expected
            /waves/0                         | "Ours"                   | waves[0]                          | has the wrong type: an object is expected
            /waves/0/name                    | -                        | waves[0].name                     | is missing
            /waves/0/name                    | 1                        | waves[0].name                     | has the wrong type: a text is expected
            /waves/0/name                    | "Rest"                   | waves[5].name                     | is 'Rest', and so is that of waves[0]
            /waves/0/canary                  | "no"                     | waves[0].canary                   | has the wrong type: true or false is expected
            /waves/0/selection               | "EVERYONE"               | waves[0].selection                | has the wrong type: an object is expected
            /waves/0/selection               | {"kind": "EVERYONE"}     | waves[1]                          | comes after wave 'Ours', which leaves it nobody
            /waves/0/selection/kind          | -                        | waves[0].selection.kind           | is missing
            /waves/0/selection/kind          | "everyone"               | waves[0].selection.kind           | is 'everyone', one of EVERYONE, OWN_TEST_ORGS
            /waves/1/selection/kind          | "EVERYONE"               | waves[1].selection.label          | is not expected
            /waves/1/selection/label         | -                        | waves[1].selection.label          | is missing
            /waves/1/selection/label         | "Ring"                   | waves[1].selection.label          | is 'Ring', the name of a label
            /waves/1/selection/label         | "a\\n"                   | waves[1].selection.label          | is 'a?', the name of a label
            /waves/1/selection/values        | -                        | waves[1].selection.values         | is missing
            /waves/1/selection/values        | []                       | waves[1].selection.values         | has 0 entries, 1 to 100 are expected
            /waves/1/selection/values        | ["a", "a"]               | waves[1].selection.values         | has an entry that is there twice
            /waves/1/selection/values        | ["a", 1]                 | waves[1].selection.values[1]      | has the wrong type: a text is expected
            /waves/1/selection/values        | [" a"]                   | waves[1].selection.values[0]      | is ' a', one line of text
            /waves/1/selection/filter        | "a==b"                   | waves[1].selection.filter         | is not expected
            /waves/2/selection/filter        | -                        | waves[2].selection.filter         | is missing
            /waves/2/selection/filter        | ""                       | waves[2].selection.filter         | is '', one line of text
            /waves/2/selection/filter        | "instance=in="           | waves[2].selection.filter         | is no filter at character 13 (the end):
            /waves/2/size                    | 30                       | waves[2].size                     | has the wrong type: an object is expected
            /waves/2/size/kind               | "SHARE"                  | waves[2].size.kind                | is 'SHARE', one of ALL, PERCENTAGE, COUNT is expected
            /waves/2/size/kind               | "COUNT"                  | waves[2].size.count               | is missing
            /waves/2/size/percentage         | -                        | waves[2].size.percentage          | is missing
            /waves/2/size/percentage         | 0                        | waves[2].size.percentage          | is 0, 1 to 100 is expected
            /waves/2/size/percentage         | 101                      | waves[2].size.percentage          | is 101, 1 to 100 is expected
            /waves/2/size/percentage         | 2.5                      | waves[2].size.percentage          | has the wrong type: a whole number is expected
            /waves/2/size/percentage         | "30"                     | waves[2].size.percentage          | has the wrong type: a whole number is expected
            /waves/2/size/percentage         | 18446744073709551646     | waves[2].size.percentage          | is 18446744073709551646, 1 to 100 is expected
            /waves/2/size/percentage         | 1e300                    | waves[2].size.percentage          | is
            /waves/2/size/percentage         | 1e999                    | waves[2].size.percentage          | is a number that is larger than any that is read
            /waves/2/size/count              | 5                        | waves[2].size.count               | is not expected
            /waves/1/size/count              | 0                        | waves[1].size.count               | is 0, 1 to 1000000 is expected
            /waves/1/size/count              | 1000001                  | waves[1].size.count               | is 1000001, 1 to 1000000 is expected
            /waves/0/bake                    | "P31D"                   | waves[0].bake                     | is PT744H, PT0S to PT720H is expected
            /waves/0/bake                    | "5 minutes"              | waves[0].bake                     | is '5 minutes', a duration such as
            /waves/0/bake                    | "pt5m"                   | waves[0].bake                     | is 'pt5m', a duration such as
            /waves/0/bake                    | "-PT5M"                  | waves[0].bake                     | is '-PT5M', a duration such as
            /waves/0/bake                    | "P1M"                    | waves[0].bake                     | is 'P1M', a duration such as
            /waves/0/bake                    | "P1DT"                   | waves[0].bake                     | is 'P1DT', a duration such as
            /waves/0/bake                    | "PT"                     | waves[0].bake                     | is 'PT', a duration such as
            /waves/0/bake                    | "PT0.0001S"              | waves[0].bake                     | is 'PT0.0001S', a duration such as
            /waves/0/bake                    | 300                      | waves[0].bake                     | has the wrong type: a text is expected
            /waves/0/tolerance/percentage    | -                        | waves[0].tolerance.percentage     | is missing
            /waves/0/tolerance/minimum       | -1                       | waves[0].tolerance.minimum        | is -1, 0 to 1000000 is expected
            /customers                       | true                     | customers                         | has the wrong type: an object is expected
            /customers/sandboxesFirst        | 1                        | customers.sandboxesFirst          | has the wrong type: true or false is expected
            /customers/onSandboxFailure      | "SKIP"                   | customers.onSandboxFailure        | is 'SKIP', one of HOLD, LEAVE_OUT is expected
            /tolerance/percentage            | 101                      | tolerance.percentage              | is 101, 0 to 100 is expected
            /tolerance/minimum               | -                        | tolerance.minimum                 | is missing
            /bake                            | "PT721H"                 | bake                              | is PT721H, PT0S to PT720H is expected
            /retries/attempts                | 21                       | retries.attempts                  | is 21, 1 to 20 is expected
            /retries/delay                   | "P8D"                    | retries.delay                     | is PT192H, PT0S to PT168H is expected
            /retries/factor                  | 0.5                      | retries.factor                    | is 0.5, 1 to 10 is expected
            /retries/factor                  | "2"                      | retries.factor                    | has the wrong type: a number is expected
            /retries/factor                  | 1e999                    | retries.factor                    | is a number that is larger than any that is read
            /rate/kind                       | "LINEAR"                 | rate.kind                         | is 'LINEAR', one of CONSTANT, GROWING is expected
            /rate/kind                       | "CONSTANT"               | rate.growsAfter                   | is not expected
            /rate/perMinute                  | 5                        | rate.perMinute                    | is not expected
            /rate                            | {"kind": "CONSTANT"}     | rate.perMinute                    | is missing
            /rate                            | {"kind": "CONSTANT", "perMinute": 0} | rate.perMinute        | is 0, 1 to 1000000 is expected
            /rate/basePerMinute              | 0                        | rate.basePerMinute                | is 0, 1 to 1000000 is expected
            /rate/factor                     | 1.05                     | rate.factor                       | is 1.05, 1.1 to 5 is expected
            /rate/maximumPerMinute           | 49                       | rate.maximumPerMinute             | is 49, at least basePerMinute, which is 50
            /rate/growsAfter                 | -                        | rate.growsAfter                   | is missing
            /ramp/first                      | 0                        | ramp.first                        | is 0, 1 to 1000000 is expected
            /ramp/factor                     | 10.5                     | ramp.factor                       | is 10.5, 1.1 to 10 is expected
            /ramp/mostlyEndedPercentage      | 0                        | ramp.mostlyEndedPercentage        | is 0, 1 to 100 is expected
            /inFlight/campaign               | 0                        | inFlight.campaign                 | is 0, 1 to 1000000 is expected
            /inFlight/perInstance            | 1000001                  | inFlight.perInstance              | is 1000001, 1 to 1000000 is expected
            /slots                           | "PT30S"                  | slots                             | is PT30S, PT1M to PT24H is expected
            /slots                           | "PT7M"                   | slots                             | is PT7M, a whole part of a day is expected
            /membership                      | "STATIC"                 | membership                        | is 'STATIC', one of SNAPSHOT, DYNAMIC is expected
            /membership                      | 1                        | membership                        | is '1', one of SNAPSHOT, DYNAMIC is expected
            /membership                      | []                       | membership                        | has the wrong type: one of SNAPSHOT, DYNAMIC is expected
            /membership                      | 1e999                    | membership                        | is a number that is larger than any that is read
            /overlap/whenOccupied            | "QUEUE"                  | overlap.whenOccupied              | is 'QUEUE', one of WAIT, SUPERSEDE, REJECT is expected
            /overlap/priority                | 1001                     | overlap.priority                  | is 1001, 0 to 1000 is expected
            /register/maximumAge             | -                        | register.maximumAge               | is missing
            /register/maximumAge             | "PT0S"                   | register.maximumAge               | is PT0S, PT1M to PT720H is expected
            /holdPatience                    | "P91D"                   | holdPatience                      | is PT2184H, PT1M to PT2160H is expected
            """;

    private WrongMembers() {}

    static List<Arguments> all() {
        return TABLE.lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", 4)).map(String::strip).toArray(String[]::new))
                .map(row -> Arguments.of(row[0], row[1].equals("-") ? null : row[1], row[2], row[3]))
                .toList();
    }
}
