package io.pushwave.executor.salesforce.api;

import io.pushwave.executor.salesforce.call.SalesforceState;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether Salesforce answers and the login works, with the reason if not. The work waits and goes on by itself. */
@Readiness
@ApplicationScoped
class SalesforceReadiness implements HealthCheck {
    private final SalesforceState state;

    SalesforceReadiness(SalesforceState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("salesforce");
        state.trouble()
                .ifPresentOrElse(
                        sentence -> response.down().withData("reason", sentence),
                        () -> response.up().withData("login", "works"));
        return response.build();
    }
}
