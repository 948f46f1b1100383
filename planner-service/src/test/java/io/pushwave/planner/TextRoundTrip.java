package io.pushwave.planner;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One release with a text in each field, of which one may be one that cannot be taken. */
final class TextRoundTrip {
    private static final List<TextField> FIELDS = List.of(TextField.values());

    final int number;
    final TextField wild;
    private final Map<TextField, String> texts = new EnumMap<>(TextField.class);
    final String packageId;
    final String versionId;
    String releaseId = "";
    String campaignId = "";
    boolean over;

    TextRoundTrip(int number, String packageOfTest, RandomTexts texts) {
        this.number = number;
        this.wild = FIELDS.get(number % FIELDS.size());
        this.packageId = "033T" + packageOfTest.substring(9) + "%05d".formatted(number);
        this.versionId = "04tT" + packageOfTest.substring(9) + "%05d".formatted(number);
        for (var field : TextField.values()) {
            this.texts.put(field, field == wild ? texts.wild() : texts.tame());
        }
        this.texts.compute(TextField.EVENT_ID_HTTP, (_, id) -> id.isBlank() ? id : "trip-" + versionId + id);
    }

    String text(TextField field) {
        return texts.getOrDefault(field, "");
    }

    boolean byKafka() {
        return wild == TextField.REQUESTED_BY_KAFKA || wild == TextField.REASON_KAFKA;
    }

    String eventId() {
        return byKafka() ? "trip-" + versionId : text(TextField.EVENT_ID_HTTP);
    }

    String requestedBy() {
        return text(byKafka() ? TextField.REQUESTED_BY_KAFKA : TextField.REQUESTED_BY_HTTP);
    }

    String reason() {
        return text(byKafka() ? TextField.REASON_KAFKA : TextField.REASON_HTTP);
    }

    /** Whether the trip ends where {@code field} is read. */
    boolean endsAt(TextField field) {
        return wild == field && !field.takes(text(field));
    }

    @Override
    public String toString() {
        return "text " + number + " in " + wild;
    }
}
