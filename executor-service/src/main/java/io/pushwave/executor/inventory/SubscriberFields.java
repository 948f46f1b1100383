package io.pushwave.executor.inventory;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which fields of {@code PackageSubscriber} are asked for beside those that every version of the API has.
 *
 * @param changeTime {@code SystemModstamp}: not documented, filterable in practice (code of a public client)
 * @param blocks {@code CustomUpgradeType}, which tells of a block, there from about 66.0 on (doc)
 */
public record SubscriberFields(boolean changeTime, boolean blocks) {
    /** All that there may be. */
    public static final SubscriberFields ALL = new SubscriberFields(true, true);

    private static final Set<String> REFUSALS = Set.of("INVALID_FIELD", "MALFORMED_QUERY");
    /** As in "No such column 'X' on entity" and "field 'X' can not be filtered in a query call" (thread). */
    private static final Pattern NAMED = Pattern.compile("(?:column|field) '(\\w+)'", Pattern.CASE_INSENSITIVE);

    /**
     * What is left to ask for after a query was refused: without the field that the refusal names, or, if it names none, without
     * the one that is documented least. Empty if the query was refused for another reason.
     *
     * @param errorCode Salesforce's
     */
    public Optional<SubscriberFields> afterRefusal(String errorCode, String sentence) {
        if (!REFUSALS.contains(errorCode)) {
            return Optional.empty();
        }
        var named = NAMED.matcher(sentence);
        if (!named.find()) {
            return changeTime ? Optional.of(withoutChangeTime()) : withoutBlocks();
        }
        var field = named.group(1).toLowerCase(Locale.ROOT);
        if (field.equals("systemmodstamp")) {
            return changeTime ? Optional.of(withoutChangeTime()) : Optional.empty();
        }
        return field.equals("customupgradetype") ? withoutBlocks() : Optional.empty();
    }

    private SubscriberFields withoutChangeTime() {
        return new SubscriberFields(false, blocks);
    }

    private Optional<SubscriberFields> withoutBlocks() {
        return blocks ? Optional.of(new SubscriberFields(changeTime, false)) : Optional.empty();
    }
}
