package io.pushwave.planner.org.filter;

/**
 * The first thing that is wrong with the text of a filter.
 *
 * @param position where it begins: 1 is the first character, the one after the last stands for the end; in UTF-16 units
 * @param near what stands there, cut short; empty at the end
 * @param rule what is expected there, as a sentence without a full stop
 */
public record FilterFault(int position, String near, String rule) {
    private static final int NEAR_MAXIMUM = 30;

    /**
     * A fault of a part of a text.
     *
     * @param start position of the part, from 0
     * @param end position behind it, from 0
     */
    public static FilterFault at(int start, int end, String text, String rule) {
        int cut = Math.min(end, start + NEAR_MAXIMUM);
        // Half a character cannot be shown.
        int whole = cut > start + 1 && Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
        return new FilterFault(start + 1, text.substring(start, whole), rule);
    }

    @Override
    public String toString() {
        var place = near.isEmpty() ? "the end" : near;
        return "at character " + position + " (" + place + "): " + rule;
    }
}
