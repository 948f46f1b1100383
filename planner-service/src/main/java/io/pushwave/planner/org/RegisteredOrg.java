package io.pushwave.planner.org;

import io.pushwave.contracts.OrgKey;
import java.util.Map;
import java.util.Optional;

/**
 * A subscriber org as the register of a package has it. Enumerated values are spelled as Salesforce spells them.
 *
 * @param type {@code PackageSubscriber.OrgType}: Production or Sandbox
 * @param status {@code PackageSubscriber.OrgStatus}: Active, Demo, Free, Inactive or Trial
 * @param instance the Salesforce instance that it lies on; an org can move to another one
 * @param parent the production org of a sandbox
 * @param installed the version that is installed
 * @param pushBlocked whether the subscriber blocks push upgrades
 * @param labels what people said of it, by the label's name
 */
public record RegisteredOrg(
        OrgKey orgKey,
        String name,
        String type,
        String status,
        String instance,
        Optional<OrgKey> parent,
        PackageVersionId installed,
        boolean pushBlocked,
        Map<String, String> labels) {
    public RegisteredOrg {
        labels = Map.copyOf(labels);
    }

    /** What eligibility rests on. */
    public Installation installation() {
        return new Installation(status, installed, pushBlocked);
    }

    /** Orgs that fail together: a production org and its sandboxes are one customer. */
    public OrgKey customer() {
        return parent.orElse(orgKey);
    }
}
