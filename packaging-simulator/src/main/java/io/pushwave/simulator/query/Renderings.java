package io.pushwave.simulator.query;

import io.pushwave.simulator.query.filter.FieldPath;
import io.pushwave.simulator.query.objects.FieldDefinition;
import io.pushwave.simulator.query.objects.FieldType;
import io.pushwave.simulator.soql.Selection.Rendering;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Values as a person would read them, who is in UTC and has the locale en_US. */
final class Renderings {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("M/d/uuuu, h:mm a", Locale.US).withZone(ZoneOffset.UTC);

    private Renderings() {}

    /** A field made of another one. */
    static FieldDefinition of(FieldPath path, Rendering rendering, String name) {
        var field = path.field();
        boolean fits = switch (rendering) {
            case LABEL -> field.type() == FieldType.PICKLIST;
            case FORMAT -> field.type() == FieldType.DATE_TIME || field.type() == FieldType.INT;
        };
        if (!fits) {
            throw path.refused(
                    "INVALID_FIELD",
                    "field '" + field.name() + "' does not support the function "
                            + (rendering == Rendering.LABEL ? "toLabel" : "FORMAT"));
        }
        return new FieldDefinition(
                name,
                FieldType.STRING,
                Set.of(),
                row -> switch (field.reader().read(row)) {
                    case null -> null;
                    case Instant time -> TIME.format(time);
                    case Integer number -> String.format(Locale.US, "%,d", number);
                    case Object value -> label(value.toString());
                },
                null,
                List.of());
    }

    /**
     * InProgress becomes In Progress, as Salesforce's documents call it. The labels of the other values are not published;
     * they are taken to be their words.
     */
    private static String label(String value) {
        return value.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }
}
