package io.pushwave.simulator.http.control;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.domain.catalogue.DefectRates;
import io.pushwave.simulator.domain.catalogue.ManagedPackage;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.ProblemException;
import io.pushwave.simulator.http.Problems;
import io.pushwave.simulator.http.Reply;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The publisher's packages and versions: listed, added, released, deprecated. */
public final class VersionEndpoints {
    private final PackagingPlatform platform;

    public VersionEndpoints(PackagingPlatform platform) {
        this.platform = platform;
    }

    static @Nullable String id(@Nullable PackageVersion version) {
        return version == null ? null : version.id();
    }

    Reply list(Call call) {
        var catalogue = platform.catalogue();
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("packages");
            for (var each : catalogue.packages()) {
                writePackage(json, each);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void writePackage(JsonGenerator json, ManagedPackage each) throws IOException {
        json.writeStartObject();
        json.writeStringField("packageId", each.id());
        json.writeStringField("name", each.name());
        json.writeStringField("namespacePrefix", each.namespacePrefix());
        json.writeStringField("kind", each.kind().settingName());
        json.writeArrayFieldStart("versions");
        for (var version : platform.catalogue().versionsOf(each)) {
            writeVersion(json, version);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeVersion(JsonGenerator json, PackageVersion version) throws IOException {
        json.writeStartObject();
        json.writeStringField("packageVersionId", version.id());
        json.writeStringField("name", version.name());
        json.writeNumberField("major", version.major());
        json.writeNumberField("minor", version.minor());
        json.writeNumberField("patch", version.patch());
        json.writeNumberField("build", version.build());
        json.writeStringField("releaseState", version.releaseState().apiName());
        json.writeBooleanField("deprecated", version.deprecated());
        json.writeBooleanField("target", version.target());
        json.writeStringField("ancestorId", id(platform.catalogue().ancestor(version)));
        json.writeStringField(
                "releasedAt",
                version.releaseState() == PackageVersion.ReleaseState.BETA
                        ? null
                        : Instant.ofEpochMilli(version.releasedAt()).toString());
        json.writeArrayFieldStart("requires");
        for (var required : version.requires()) {
            json.writeString(required.id());
        }
        json.writeEndArray();
        writeDefects(json, platform.catalogue().defects(version));
        json.writeEndObject();
    }

    private static void writeDefects(JsonGenerator json, DefectRates defects) throws IOException {
        json.writeNumberField("defectRate", defects.overall());
        json.writeObjectFieldStart("defectRates");
        for (var rates : List.of(defects.byInstance(), defects.byCustomer())) {
            for (var each : new TreeMap<>(rates).entrySet()) {
                json.writeNumberField(each.getKey(), each.getValue());
            }
        }
        json.writeEndObject();
    }

    /** Adds one version given as JSON, or all of a CSV file or none. */
    Reply add(Call call) {
        boolean csv =
                call.header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/csv");
        var added = platform.publishing().together(() -> csv ? addAll(call) : List.of(add(Problems.object(call), "")));
        for (var wish : added) {
            if (wish.target()) {
                platform.publishing().target(wish);
            }
        }
        return Reply.json(201, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (var version : added) {
                writeVersion(json, platform.catalogue().current(version));
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private List<PackageVersion> addAll(Call call) {
        var added = new ArrayList<PackageVersion>();
        try (var table = CsvTable.read(call.body(), VersionWish.MEMBERS)) {
            for (var record : table) {
                added.add(add(record.json(), record.where()));
            }
        }
        return added;
    }

    private PackageVersion add(JsonNode body, String where) {
        return new VersionWish(body, where, platform).add();
    }

    Reply change(Call call) {
        var id = call.variable("versionId");
        var version = platform.catalogue().findVersion(id);
        if (version == null) {
            throw ProblemException.notFound("there is no version '" + id + "'");
        }
        new VersionWish(Problems.object(call), "", platform).change(version);
        return Reply.ok(json -> writeVersion(json, platform.catalogue().current(version)));
    }
}
