package io.pushwave.simulator.http.bulk;

import io.pushwave.simulator.bulk.records.IngestOperation;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.settings.PlatformSettings;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.query.objects.Trait;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which objects bulk jobs can write, and how; the same for both bulk APIs. */
public final class LoadTargets {
    private final PlatformSettings settings;
    private final Schema schema;

    public LoadTargets(PlatformSettings settings, Schema schema) {
        this.settings = settings;
        this.schema = schema;
    }

    /**
     * An object that can be written.
     *
     * @param version of the API, as in {@code v66.0}
     * @throws ApiException if the version has none of that name
     */
    public SObjectTable writable(String name, String version) {
        var table = any(name, version);
        if (table.fields().stream().noneMatch(field -> field.is(Trait.CREATEABLE))) {
            throw unsupported(name);
        }
        return table;
    }

    /**
     * An object.
     *
     * @param version of the API, as in {@code v66.0}
     * @throws ApiException if the version has none of that name
     */
    public SObjectTable any(String name, String version) {
        var table = schema.at(version).table(name);
        if (table == null) {
            throw unsupported(name);
        }
        return table;
    }

    private static ApiException unsupported(String name) {
        return new ApiException(400, "INVALIDENTITY", "Entity '" + name + "' is not supported by the Bulk API.");
    }

    /**
     * What shall be done to records; {@code null} if the word is none of the API's.
     *
     * @throws ApiException if it cannot be done to any object here
     */
    public @Nullable IngestOperation operation(String name, String object) {
        return switch (name) {
            case "insert" -> IngestOperation.INSERT;
            case "update" -> IngestOperation.UPDATE;
            case "upsert" -> IngestOperation.UPSERT;
            case "delete" ->
                throw new ApiException(400, settings.answer(UnverifiedAnswer.BULK_OPERATION_REFUSED, name, object));
            case "hardDelete" ->
                throw new ApiException(
                        400,
                        "FEATURENOTENABLED",
                        "hardDelete operation requires special user profile permission, please contact your system"
                                + " administrator");
            default -> null;
        };
    }

    /** Whether records can be found by a field; no object here has an external id. */
    public static void requireIdField(Optional<String> name, SObjectTable table) {
        if (name.isPresent() && !name.get().equalsIgnoreCase("Id")) {
            throw new ApiException(
                    400,
                    "INVALID_FIELD",
                    "Field name provided, " + name.get()
                            + " does not match an External ID, Salesforce Id, or indexed field for " + table.name());
        }
    }
}
