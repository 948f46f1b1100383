package io.pushwave.executor.crash;

import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

/** The points of requests whose jobs are added by a bulk job; a few orgs are worth one here. */
@QuarkusTest
@TestProfile(BulkCrashMatrixIT.InBulk.class)
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class BulkCrashMatrixIT extends CrashMatrix {
    static final int BULK_FROM = 8;

    SalesforceStandIn salesforce;

    /** Any number of orgs that a campaign of this matrix has. */
    public static final class InBulk implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("pushwave.executor.request.bulk-from", Integer.toString(BULK_FROM));
        }
    }

    @Override
    SalesforceStandIn salesforce() {
        return salesforce;
    }

    @Override
    boolean hasItsSettings(Situation situation) {
        return situation.inBulk();
    }
}
