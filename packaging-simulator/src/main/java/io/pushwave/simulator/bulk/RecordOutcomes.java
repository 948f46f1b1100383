package io.pushwave.simulator.bulk;

import io.pushwave.simulator.domain.Columns;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.SalesforceId;
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
final class RecordOutcomes {
    private static final int LONG_ID = 18;

    private int[] outcomes = new int[16];
    private int size;
    private int[] textOfFailure = new int[4];
    private long[] idOfFailure = new long[4];
    private int failures;
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> textIndex = new HashMap<>();

    void addWritten(int row) {
        add(row);
    }

    void addRefused(Refusal refusal) {
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

    void save(DataOutput out) throws IOException {
        Columns.writeInts(out, outcomes, size);
        Columns.writeInts(out, textOfFailure, failures);
        Columns.writeLongs(out, idOfFailure, failures);
        out.writeInt(texts.size());
        for (var text : texts) {
            LongText.write(out, text);
        }
    }

    static RecordOutcomes load(DataInput in) throws IOException {
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

    int size() {
        return size;
    }

    int failures() {
        return failures;
    }

    boolean isWritten(int record) {
        return outcomes[record] >= 0;
    }

    /** The row of a record that was written. */
    int row(int record) {
        return outcomes[record];
    }

    /** Why a record was refused, as in {@code CODE:message:field --}. */
    String error(int record) {
        int failure = ~outcomes[record];
        var text = texts.get(textOfFailure[failure]);
        int end = text.indexOf('\u0000');
        var message = text.substring(0, end);
        long number = idOfFailure[failure];
        if (number >= 0) {
            int prefix = message.length() - 3;
            message = message.substring(0, prefix) + SalesforceId.longId(message.substring(prefix), number);
        }
        return message + text.substring(end + 1);
    }
}
