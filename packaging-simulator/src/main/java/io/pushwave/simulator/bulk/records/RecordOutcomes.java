package io.pushwave.simulator.bulk.records;

import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.domain.columns.LongText;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the records worked off so far, in their order: four bytes for one that was written, twelve for one that was
 * refused. The texts of refusals are kept once each, and an id at the end of a text apart from it, because a million records
 * may each be the duplicate of another one.
 */
public final class RecordOutcomes {
    private static final int LONG_ID = 18;

    private int[] outcomes = new int[16];
    private int size;
    private int[] textOfFailure = new int[4];
    private long[] idOfFailure = new long[4];
    private int failures;
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> textIndex = new HashMap<>();

    public void addWritten(int row) {
        add(row);
    }

    public void addRefused(Refusal refusal) {
        if (failures == textOfFailure.length) {
            textOfFailure = Arrays.copyOf(textOfFailure, failures * 2);
            idOfFailure = Arrays.copyOf(idOfFailure, failures * 2);
        }
        var message = refusal.message();
        var prefix = prefixOfLastId(message);
        idOfFailure[failures] = prefix.isEmpty() ? -1 : SalesforceId.number(prefix, lastWord(message));
        var kept = prefix.isEmpty() ? message : message.substring(0, message.length() - LONG_ID) + prefix;
        var text = refusal.code() + ":" + kept + "\u0000" + fields(refusal);
        textOfFailure[failures] = textIndex.computeIfAbsent(text, added -> {
            texts.add(added);
            return texts.size() - 1;
        });
        add(~failures++);
    }

    private void add(int outcome) {
        if (size == outcomes.length) {
            outcomes = Arrays.copyOf(outcomes, size + (size >> 1));
        }
        outcomes[size++] = outcome;
    }

    /** The prefix of the id that a message ends with, or nothing. */
    private static String prefixOfLastId(String message) {
        var word = lastWord(message);
        if (word.length() != LONG_ID) {
            return "";
        }
        var prefix = word.substring(0, 3);
        long number = SalesforceId.number(prefix, word);
        return number >= 0 && SalesforceId.longId(prefix, number).equals(word) ? prefix : "";
    }

    private static String lastWord(String message) {
        return message.substring(message.lastIndexOf(' ') + 1);
    }

    private static String fields(Refusal refusal) {
        var text = new StringBuilder(":");
        for (var field : refusal.fields()) {
            text.append(field).append(' ');
        }
        return text.append("--").toString();
    }

    public void save(DataOutput out) throws IOException {
        Columns.writeInts(out, outcomes, size);
        Columns.writeInts(out, textOfFailure, failures);
        Columns.writeLongs(out, idOfFailure, failures);
        out.writeInt(texts.size());
        for (var text : texts) {
            LongText.write(out, text);
        }
    }

    public static RecordOutcomes load(DataInput in) throws IOException {
        var loaded = new RecordOutcomes();
        var outcomes = Columns.readInts(in);
        loaded.size = outcomes.length;
        loaded.outcomes = Arrays.copyOf(outcomes, Math.max(16, outcomes.length));
        var textOfFailure = Columns.readInts(in);
        loaded.failures = textOfFailure.length;
        loaded.textOfFailure = Arrays.copyOf(textOfFailure, Math.max(4, textOfFailure.length));
        loaded.idOfFailure = Arrays.copyOf(Columns.readLongs(in), loaded.textOfFailure.length);
        for (int left = in.readInt(); left > 0; left--) {
            var text = LongText.read(in);
            loaded.textIndex.put(text, loaded.texts.size());
            loaded.texts.add(text);
        }
        return loaded;
    }

    public int size() {
        return size;
    }

    public int failures() {
        return failures;
    }

    public boolean isWritten(int record) {
        return outcomes[record] >= 0;
    }

    /** The row of a record that was written. */
    public int row(int record) {
        return outcomes[record];
    }

    /** Why a record was refused, as in {@code CODE:message:field --}. */
    public String error(int record) {
        var text = textOf(record);
        return message(record, text) + text.substring(text.indexOf('\u0000') + 1);
    }

    /** Why a record was refused. */
    public Refusal refusal(int record) {
        var text = textOf(record);
        var message = message(record, text);
        int colon = message.indexOf(':');
        // Behind the mark: a colon, then the fields with a space after each, then two dashes.
        var fields =
                text.substring(text.indexOf('\u0000') + 2, text.length() - 2).strip();
        return new Refusal(
                message.substring(0, colon),
                message.substring(colon + 1),
                fields.isEmpty() ? List.of() : List.of(fields.split(" ", -1)));
    }

    private String textOf(int record) {
        return texts.get(textOfFailure[~outcomes[record]]);
    }

    /** Code and message, with the id that the message ends with. */
    private String message(int record, String text) {
        int failure = ~outcomes[record];
        var message = text.substring(0, text.indexOf('\u0000'));
        long number = idOfFailure[failure];
        if (number >= 0) {
            int prefix = message.length() - 3;
            message = message.substring(0, prefix) + SalesforceId.longId(message.substring(prefix), number);
        }
        return message;
    }
}
