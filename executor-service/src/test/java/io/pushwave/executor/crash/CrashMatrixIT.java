package io.pushwave.executor.crash;

import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The points of requests whose jobs are added 200 a call. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class CrashMatrixIT extends CrashMatrix {
    SalesforceStandIn salesforce;

    @Override
    SalesforceStandIn salesforce() {
        return salesforce;
    }

    @Override
    boolean hasItsSettings(Situation situation) {
        return !situation.inBulk();
    }
}
