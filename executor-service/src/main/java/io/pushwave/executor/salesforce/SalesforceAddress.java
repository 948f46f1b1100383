package io.pushwave.executor.salesforce;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where credentials and tokens may be sent: Salesforce's own domains over TLS, or this machine. */
public record SalesforceAddress(URI uri) {
    private static final List<String> DOMAINS =
            List.of(".salesforce.com", ".force.com", ".salesforce.mil", ".cloudforce.com");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** @throws IllegalArgumentException with a sentence that names the address and the rule */
    public SalesforceAddress {
        var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean salesforce = scheme.equals("https") && DOMAINS.stream().anyMatch(host::endsWith);
        boolean loopback = (scheme.equals("http") || scheme.equals("https")) && LOOPBACK.contains(host);
        if (!(salesforce || loopback) || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("'" + uri
                    + "' is not a place for Salesforce credentials: https and a host under salesforce.com, force.com,"
                    + " salesforce.mil or cloudforce.com is expected, or a loopback address");
        }
    }

    /** Without the slash that the CLI's stored addresses end with. */
    public String withoutSlash() {
        var text = uri.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
