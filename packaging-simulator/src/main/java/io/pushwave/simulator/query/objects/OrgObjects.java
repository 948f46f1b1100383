package io.pushwave.simulator.query.objects;

import static io.pushwave.simulator.query.objects.Trait.FILTERABLE;
import static io.pushwave.simulator.query.objects.Trait.GROUPABLE;
import static io.pushwave.simulator.query.objects.Trait.SORTABLE;

import io.pushwave.simulator.domain.SalesforceId;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/** What clients ask about the org itself when they log in. */
final class OrgObjects {
    private static final Set<Trait> ALL = Set.of(FILTERABLE, SORTABLE, GROUPABLE);

    /** The values that the Object Reference has and that a publisher's org may have. */
    private static final List<String> EDITIONS = List.of(
            "Team Edition", "Professional Edition", "Enterprise Edition", "Developer Edition", "Unlimited Edition");

    private OrgObjects() {}

    static SObjectTable organization(PublisherOrg org) {
        return new SObjectTable("Organization", SalesforceId.ORGANIZATION, () -> 1)
                .foundBy(only(org.id()))
                .with("Id", FieldType.ID, ALL, _ -> org.id())
                .with("Name", FieldType.STRING, ALL, _ -> "Harbor Dev Hub")
                .with("InstanceName", FieldType.STRING, ALL, _ -> "NA140")
                .with("IsSandbox", FieldType.BOOLEAN, ALL, _ -> false)
                .with("TrialExpirationDate", FieldType.DATE_TIME, ALL, _ -> null)
                .with("NamespacePrefix", FieldType.STRING, ALL, _ -> null)
                .withPicklist("OrganizationType", ALL, EDITIONS, _ -> "Enterprise Edition");
    }

    static SObjectTable user(PublisherOrg org) {
        return new SObjectTable("User", SalesforceId.USER, () -> 1)
                .foundBy(only(org.userId()))
                .with("Id", FieldType.ID, ALL, _ -> org.userId())
                .with("Username", FieldType.STRING, ALL, _ -> org.username())
                .with("Name", FieldType.STRING, ALL, _ -> "Release Engineer")
                .with("Email", FieldType.STRING, ALL, _ -> "release.engineer@harbor.example");
    }

    /** Empty; that it can be queried tells clients that this org is a Dev Hub. */
    static SObjectTable scratchOrgInfo() {
        return new SObjectTable("ScratchOrgInfo", "2SR", 41, () -> 0).with("Id", FieldType.ID, ALL, _ -> null);
    }

    private static ToIntFunction<String> only(String id) {
        return asked -> id.substring(0, 15).equals(SalesforceId.shorten(asked)) ? 0 : -1;
    }
}
