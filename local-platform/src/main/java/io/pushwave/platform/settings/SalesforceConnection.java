package io.pushwave.platform.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the executor logs in to Salesforce (OAuth JWT bearer). */
public record SalesforceConnection(String loginUrl, String clientId, String username, Path privateKeyFile) {
    private static final List<String> VARIABLES = List.of(
            "SALESFORCE_LOGIN_URL", "SALESFORCE_CLIENT_ID", "SALESFORCE_USERNAME", "SALESFORCE_PRIVATE_KEY_FILE");

    /**
     * The connection that the environment describes.
     *
     * @throws PlatformException if a variable is missing, or the key file cannot be read; the message names it
     */
    public static SalesforceConnection from(Map<String, String> environment) throws PlatformException {
        var missing = new ArrayList<String>();
        for (var variable : VARIABLES) {
            if (environment.getOrDefault(variable, "").isBlank()) {
                missing.add(variable);
            }
        }
        if (!missing.isEmpty()) {
            throw new PlatformException("a real org needs the environment variables " + String.join(", ", VARIABLES)
                    + "; not set: " + String.join(", ", missing));
        }
        var keyFile = Path.of(environment.getOrDefault("SALESFORCE_PRIVATE_KEY_FILE", ""))
                .toAbsolutePath();
        if (!Files.isReadable(keyFile)) {
            throw new PlatformException("SALESFORCE_PRIVATE_KEY_FILE names " + keyFile + ", which cannot be read");
        }
        return new SalesforceConnection(
                environment.getOrDefault("SALESFORCE_LOGIN_URL", ""),
                environment.getOrDefault("SALESFORCE_CLIENT_ID", ""),
                environment.getOrDefault("SALESFORCE_USERNAME", ""),
                keyFile);
    }
}
