package io.pushwave.executor.salesforce.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.SubscriberInventory.CataloguedVersion;
import io.pushwave.executor.inventory.VersionAncestry;
import io.pushwave.executor.inventory.VersionAncestry.DevelopedVersion;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.call.Operation;
import io.pushwave.executor.salesforce.call.SalesforceCalls;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * How a package's versions descend from each other, by {@code Package2} and {@code Package2Version} of the Tooling API (Object
 * Reference, graded DOC). A user who may not read those, or an org without them, is no trouble: then nothing is known, and the
 * planner plans as if every upgrade could be made. Three calls at most.
 */
@ApplicationScoped
public class SalesforceAncestry {
    static final String UNKNOWN = "pushwave.executor.ancestry.unknown";

    private static final Logger LOG = Logger.getLogger(SalesforceAncestry.class);

    /** {@code MetadataPackage.PackageCategory} of first-generation packages, there from 49.0 on (DOC). */
    private static final String FIRST_GENERATION = "Package";

    /** {@code Package2.ContainerOptions} (DOC). */
    private static final String UNLOCKED = "Unlocked";

    private static final String MANAGED = "Managed";

    private final SalesforceCalls calls;
    private final MeterRegistry metrics;

    SalesforceAncestry(SalesforceCalls calls, MeterRegistry metrics) {
        this.calls = calls;
        this.metrics = metrics;
    }

    /**
     * The versions with their ancestors, as far as Salesforce tells.
     *
     * @throws PackagingException if Salesforce does not answer; a refusal is an answer
     */
    public VersionAncestry of(String packageId, List<CataloguedVersion> versions) {
        var ancestry = complete(packageId, versions);
        ancestry.doubt().ifPresent(doubt -> {
            metrics.counter(UNKNOWN).increment();
            LOG.infof("how the versions of %s descend from each other is not known: %s", packageId, doubt);
        });
        return ancestry;
    }

    private VersionAncestry complete(String packageId, List<CataloguedVersion> versions) {
        if (category(packageId).equals(Optional.of(FIRST_GENERATION))) {
            return VersionAncestry.free(versions);
        }
        try {
            var containers = tooling(
                    "SELECT Id, ContainerOptions FROM Package2 WHERE SubscriberPackageId = " + Soql.text(packageId));
            if (containers.size() != 1) {
                return VersionAncestry.unknown(
                        versions, "the org has " + containers.size() + " second-generation packages of this id");
            }
            var container = containers.getFirst();
            return switch (container.path("ContainerOptions").asText("")) {
                case UNLOCKED -> VersionAncestry.free(versions);
                case MANAGED ->
                    VersionAncestry.byAncestor(
                            versions, developed(container.path("Id").asText("")));
                default ->
                    VersionAncestry.unknown(
                            versions,
                            "its container is '"
                                    + container.path("ContainerOptions").asText("") + "'");
            };
        } catch (PackagingException e) {
            if (e.failure() != ApiFailure.REJECTED) {
                throw e;
            }
            return VersionAncestry.unknown(versions, e.sentence());
        }
    }

    /** Empty where Salesforce does not tell it, as before 49.0. */
    private Optional<String> category(String packageId) {
        var rows = new ArrayList<JsonNode>();
        try {
            calls.query(
                    Operation.READ_ANCESTRY,
                    "SELECT Id, PackageCategory FROM MetadataPackage WHERE Id = " + Soql.text(packageId),
                    records -> records.forEach(rows::add));
        } catch (PackagingException e) {
            if (e.failure() != ApiFailure.REJECTED) {
                throw e;
            }
        }
        return rows.stream().findFirst().map(row -> row.path("PackageCategory").asText(""));
    }

    private List<DevelopedVersion> developed(String package2Id) {
        return tooling("SELECT Id, SubscriberPackageVersionId, AncestorId FROM Package2Version WHERE Package2Id = "
                        + Soql.text(package2Id))
                .stream()
                .map(row -> new DevelopedVersion(
                        row.path("Id").asText(""),
                        row.path("SubscriberPackageVersionId").asText(""),
                        Optional.of(row.path("AncestorId").asText("")).filter(id -> !id.isEmpty())))
                .toList();
    }

    private List<JsonNode> tooling(String soql) {
        var rows = new ArrayList<JsonNode>();
        calls.toolingQuery(Operation.READ_ANCESTRY, soql, records -> records.forEach(rows::add));
        return rows;
    }
}
