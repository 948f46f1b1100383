package io.pushwave.http;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Lets addresses that are no URI come as far as {@link RequestDoor}, which refuses them with a reason; Quarkus' own check answers
 * them with an empty body. It reads the switch once, from a system property, while its HTTP server is set up: the configuration is
 * what is made before that.
 */
public class AddressesAreReadHere implements SmallRyeConfigBuilderCustomizer {
    private static final String SWITCH = "vertx.disableURIValidation";

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (System.getProperty(SWITCH) == null) {
            System.setProperty(SWITCH, "true");
        }
    }
}
