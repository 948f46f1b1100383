package io.pushwave.simulator.soql;

/**
 * Shows where a query is wrong as Salesforce does: the line around the place, a caret below it, row and column.
 *
 * <p>The lengths follow error messages in public issues (PermissionSetGroup in SalesforceLabs/OrgCheck 111, FieldPermissions
 * in jetstreamapp/jetstream 110, OmniInteractionConfig in vlocityinc/vlocity_build 446): 30 characters to either side of the
 * caret, then up to the end of the word. Where the grammar refuses a token the column is one less than where the token
 * begins (restforce/restforce 688), and the caret stands there.
 */
final class Excerpt {
    private static final int REACH = 30;

    private Excerpt() {}

    static String of(String query, int at, boolean syntax) {
        int lineStart = query.lastIndexOf('\n', at - 1) + 1;
        int newline = query.indexOf('\n', lineStart);
        int lineEnd = newline < 0 ? query.length() : newline;
        int caret = syntax ? Math.max(lineStart, at - 1) : at;
        int from = Math.max(lineStart, caret - REACH);
        while (from > lineStart && !separates(query.charAt(from)) && !separates(query.charAt(from - 1))) {
            from--;
        }
        int to = Math.min(lineEnd, caret + REACH);
        while (to < lineEnd && !separates(query.charAt(to))) {
            to++;
        }
        long row = query.substring(0, lineStart)
                        .chars()
                        .filter(character -> character == '\n')
                        .count()
                + 1;
        return "\n" + query.substring(from, Math.max(from, to)) + "\n" + " ".repeat(caret - from) + "^\nERROR at Row:"
                + row + ":Column:" + (caret - lineStart + 1) + "\n";
    }

    private static boolean separates(char character) {
        return character == ',' || Character.isWhitespace(character);
    }
}
