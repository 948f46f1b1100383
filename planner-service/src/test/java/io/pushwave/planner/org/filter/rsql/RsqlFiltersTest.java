package io.pushwave.planner.org.filter.rsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pushwave.planner.org.OrgFixtures;
import io.pushwave.planner.org.filter.FilterFault;
import io.pushwave.planner.org.filter.FilterFixtures;
import io.pushwave.planner.org.filter.FilterLimits;
import io.pushwave.planner.org.filter.InvalidFilterException;
import io.pushwave.planner.org.filter.OrgFilter;
import io.pushwave.planner.org.filter.RandomFilters;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsqlFiltersTest {
    private static FilterFault fault(FilterLimits limits, String text) {
        var refused = catchThrowableOfType(InvalidFilterException.class, () -> new RsqlFilters(limits).parse(text));
        assertThat(refused).as(text).isNotNull();
        return refused.fault();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            ``                              |  1 | ``            | a field is expected here
            `   `                           |  4 | ``            | a field is expected here
            `''==x`                         |  1 | ''            | a field is expected here
            name                            |  5 | ``            | an operator is expected here
            name==                          |  7 | ``            | a value is expected here
            name==;type==x                  |  7 | ;             | a value is expected here
            type=in=()                      | 10 | )             | a value is expected here
            type=in=(a,)                    | 12 | )             | a value is expected here
            type=in=(a;b)                   | 11 | ;             | , or ) is expected here
            type=in=(a                      | 11 | ``            | , or ) is expected here
            name==John Smith                | 12 | Smith         | ; or , (and, or) is expected here
            name==a;                        |  9 | ``            | a field is expected here
            name==a;;type==b                |  9 | ;             | a field is expected here
            ;name==a                        |  1 | ;             | a field is expected here
            name==a AND type==b             |  9 | AND           | ; or , (and, or) is expected here
            (name==a                        |  1 | (             | the parenthesis that is opened here is never closed
            (name==a,((type==b)             | 10 | (             | the parenthesis that is opened here is never closed
            (name==a))                      | 10 | )             | the parenthesis that is closed here was never opened
            ()                              |  2 | )             | a field is expected here
            (name)==a                       |  6 | )             | an operator is expected here
            name=='abc                      |  7 | 'abc          | the quote that is opened here is never closed
            name=='abc\\'                   |  7 | 'abc\\'       | the quote that is opened here is never closed
            name=abc                        |  5 | =abc          | this is no operator
            name=in                         |  5 | =in           | this is no operator
            name!a                          |  5 | !             | this is no operator
            name~a                          |  5 | ~             | this is no operator
            name==a=b                       |  8 | =b            | this is no operator
            name===b                        |  7 | =b            | this is no operator
            name==a<b                       |  8 | <             | ; or , (and, or) is expected here
            name=like=a                     |  5 | =like=        | this is no operator; there are == != =in= =out= <
            (type==a,nam==b)                | 10 | nam           | this is no field; there are orgKey, name, type, status
            orgkey==a                       |  1 | orgkey        | this is no field
            parent==a                       |  1 | parent        | this is no field
            parent.parent.name==a           |  1 | parent.parent.name | this is no field
            label.==a                       |  1 | label.        | the name of a label is missing
            parent.label.==a                |  1 | parent.label. | the name of a label is missing
            type==a;name>b                  | 13 | >             | > needs an order, which name has not
            label.ring=ge=b                 | 11 | =ge=          | >= needs an order, which label.ring has not
            pushBlocked<true                | 12 | <             | < needs an order, which pushBlocked has not
            name=exists=true                |  5 | =exists=      | =exists= cannot be asked of name, which every org has
            name==(a,bc,d)                  | 10 | bc            | == takes one value; =in= and =out= take several
            daysBehind>(1,2)                | 15 | 2             | > takes one value; =in= and =out= take several
            label.a=exists=yes              | 16 | yes           | true or false is expected here
            pushBlocked==TRUE               | 14 | TRUE          | true or false is expected here
            type==a;orgKey==00D             | 17 | 00D           | orgKey '00D' is no org id
            orgKey==''                      |  9 | ''            | orgKey is missing or blank
            orgKey=in=(00D0000000000S1,00D0000000000S1XXX) | 28 | 00D0000000000S1XXX | orgKey '00D0000000000S1XXX' has wrong check characters
            orgKey==001000000000001         |  9 | 001000000000001 | orgKey '001000000000001' is no org id
            installedVersion==1.x           | 19 | 1.x           | this is no version
            installedVersion==1.*           | 19 | 1.*           | this is no version
            installedVersion==1.2.3.4.5     | 19 | 1.2.3.4.5     | this is no version
            installedVersion==1.            | 19 | 1.            | this is no version
            installedVersion>9999999999     | 18 | 9999999999    | this is no version
            daysBehind==-1                  | 13 | -1            | this is no number of days
            daysBehind==1.5                 | 13 | 1.5           | this is no number of days
            daysBehind==1000000000          | 13 | 1000000000    | this is no number of days
            """)
    void aFaultSaysWhereItIsAndWhatIsExpected(String text, int position, String near, String rule) {
        var fault = fault(FilterLimits.DEFAULT, text);

        assertThat(fault.position()).as(fault.toString()).isEqualTo(position);
        assertThat(fault.near()).isEqualTo(near);
        assertThat(fault.rule()).startsWith(rule);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u200B', '\u00A0', '\u0007', '\uFEFF', '\u2028'})
    void whatNobodySeesIsRefusedUnlessItIsWithinQuotes(char invisible) {
        assertThat(fault(FilterLimits.DEFAULT, "type==a;name==b" + invisible + "c"))
                .isEqualTo(new FilterFault(
                        16,
                        String.valueOf(invisible),
                        "the invisible character U+%04X is written within quotes, if it is meant"
                                .formatted((int) invisible)));
        assertThat(FilterFixtures.filter("name=='b" + invisible + "c'")).hasToString("name=='b" + invisible + "c'");
    }

    @Test
    void whatCannotBeStoredIsRefusedAtItsValue() {
        assertThat(fault(FilterLimits.DEFAULT, "type==a;name=='b\u0000'"))
                .isEqualTo(new FilterFault(
                        15, "'b\u0000'", "the text has the character U+0000 at position 2, which cannot be stored"));
        assertThat(fault(FilterLimits.DEFAULT, "label.\uD83D==a").rule()).contains("U+D83D");
    }

    @Test
    void whatIsShownOfALongTextIsCutBetweenCharacters() {
        assertThat(fault(FilterLimits.DEFAULT, "x" + "😀".repeat(50) + "==a").near())
                .isEqualTo("x" + "😀".repeat(14));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name==aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | 51 | a filter has at most 50 characters, not 51
            name==a,name==a,name==a,name==a                     | 25 | a filter has at most 3 comparisons
            name=in=(a,a),type=in=(a,a,a)                       | 28 | a filter has at most 4 values
            (name==a,((type==b)))                               | 11 | at most 2 parentheses can be open at the same place
            """)
    void aFilterThatIsTooLargeIsRefusedWhereItBecomesSo(String text, int position, String rule) {
        var fault = fault(new FilterLimits(50, 3, 4, 2), text);

        assertThat(fault.position()).isEqualTo(position);
        assertThat(fault.rule()).isEqualTo(rule);
    }

    @Test
    void theLargestFiltersAreRead() {
        // Given
        int values = FilterLimits.DEFAULT.values();
        var keys = new StringBuilder("orgKey=in=(00D000000000000EAA");
        for (int org = 1; org < values; org++) {
            keys.append(",").append("00D%012dEAA".formatted(org));
        }
        int depth = FilterLimits.DEFAULT.depth();
        var nested = new StringBuilder("type==a");
        for (int level = 0; level < depth; level++) {
            nested.insert(0, level % 2 == 0 ? "(name==b," : "(name==c;").append(")");
        }

        // When // Then
        assertThat(FilterFixtures.filter(keys.append(")").toString())).isInstanceOf(OrgFilter.Comparison.class);
        assertThat(FilterFixtures.filter(nested.toString())).isInstanceOf(OrgFilter.And.class);
    }

    @Test
    void aMillionParenthesesTroubleNoStack() {
        var limits = new FilterLimits(2_000_000, 10, 10, 200);

        assertThat(fault(limits, "(".repeat(1_000_000)).position()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", " and", "'", "''", "\\", "x", "😀", "=", "name==a\t", "(", "label.a==*,", "'\\' "})
    void aLongTextIsReadInNoTimeWhateverItRepeats(String piece) {
        // Given
        var text = "name==" + piece.repeat(FilterLimits.DEFAULT.characters() / piece.length() - 6);
        long begin = System.nanoTime();

        // When
        try {
            FilterFixtures.filter(text);
        } catch (InvalidFilterException _) {
            // Only how long it takes is asked here.
        }

        // Then
        assertThat((System.nanoTime() - begin) / 1_000_000_000).isLessThan(3);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            name=='Acme'                         | name==Acme
            name == "Acme Inc."                  | name=='Acme Inc.'
            name=="it's"                         | name=="it's"
            name=='\\"\\'\\\\'                   | name=='"\\'\\\\'
            name=='a\\\\b'                       | name==a\\b
            name==''                             | name==''
            name=in=(a)                          | name=in=(a)
            name=in=( a , "b c" or d )           | name=in=(a,'b c',d)
            daysBehind=gt=007                    | daysBehind>7
            installedVersion=le=1.010            | installedVersion<=1.10
            orgKey==00D0000000000S1EAI           | orgKey==00D0000000000S1
            "label.ring"==a                      | label.ring==a
            "label.a b"==a                       | 'label.a b'==a
            ((name==a))                          | name==a
            (name==a;type==b);status==c          | name==a;type==b;status==c
            name==a,(type==b,status==c)          | name==a,type==b,status==c
            name==a,(type==b;status==c)          | name==a,type==b;status==c
            (name==a,type==b);status==c          | (name==a,type==b);status==c
            name==a and type==b or status==c     | name==a;type==b,status==c
            `name==a\nand\ttype=='b\tc'`         | `name==a;type=='b\tc'`
            """)
    void aFilterIsWrittenInOneWayThatIsNoLonger(String text, String canonical) {
        var written = FilterFixtures.filter(text).rsql();

        assertThat(written).isEqualTo(canonical).hasSizeLessThanOrEqualTo(text.length());
    }

    @Test
    void whatIsWrittenIsReadAsAnEqualFilter() {
        // Given
        long seed = OrgFixtures.seed();
        System.out.println("replay with -Dpushwave.seed=" + seed);
        var filters = new RandomFilters(new SplittableRandom(seed));

        for (int each = 0; each < 5_000; each++) {
            var filter = filters.any();

            // When
            var written = filter.rsql();

            // Then
            assertThat(FilterFixtures.filter(written)).as(written).isEqualTo(filter);
            assertThat(FilterFixtures.filter(written).rsql()).isEqualTo(written);
        }
    }
}
