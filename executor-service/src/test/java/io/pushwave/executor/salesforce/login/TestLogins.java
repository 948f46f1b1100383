package io.pushwave.executor.salesforce.login;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.salesforce.postgres.SharedLogins;
import java.time.Clock;

/** How instances with other settings log in. */
public final class TestLogins {
    private TestLogins() {}

    public static Credentials credentials(ExecutorConfig config, Clock clock) {
        return new Credentials(config, new JwtAssertion(config, clock));
    }

    public static LoginMemory memory(Credentials credentials, SharedLogins logins, ObjectMapper mapper) {
        return new LoginMemory(credentials, logins, mapper);
    }
}
