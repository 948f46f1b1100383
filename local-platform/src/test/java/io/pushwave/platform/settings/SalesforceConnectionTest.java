package io.pushwave.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalesforceConnectionTest {
    @TempDir
    Path directory;

    @Test
    void whatIsMissingIsNamed() {
        var environment = Map.of("SALESFORCE_LOGIN_URL", "https://login.salesforce.com", "SALESFORCE_CLIENT_ID", " ");

        assertThatThrownBy(() -> SalesforceConnection.from(environment))
                .isInstanceOf(PlatformException.class)
                .hasMessageEndingWith(
                        "not set: SALESFORCE_CLIENT_ID, SALESFORCE_USERNAME, SALESFORCE_PRIVATE_KEY_FILE");
    }

    @Test
    void anUnreadableKeyFileIsNamed() {
        var environment = Map.of(
                "SALESFORCE_LOGIN_URL", "https://login.salesforce.com",
                "SALESFORCE_CLIENT_ID", "id",
                "SALESFORCE_USERNAME", "user",
                "SALESFORCE_PRIVATE_KEY_FILE", directory.resolve("none.pem").toString());

        assertThatThrownBy(() -> SalesforceConnection.from(environment))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("none.pem");
    }

    @Test
    void aTakenPortIsNamedWithItsPart() throws IOException {
        try (var socket = new ServerSocket()) {
            try {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Part.STATUS.documentedPort()));
            } catch (BindException e) {
                System.out.println("somebody has the port already, which is as good: " + e.getMessage());
            }

            assertThatThrownBy(() -> Addresses.documented(List.of(Part.STATUS)))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("port 8083 of the status is taken by ");
        }
    }

    @Test
    void noTwoPartsGetTheSamePort() {
        var ports = Addresses.free().ports().values();

        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port < 32_768);
    }

    @Test
    void ordersBeyondWhatCanBeSimulatedAreRefused() {
        assertThatThrownBy(() -> new Customers(0, 7, 60)).hasMessageContaining("orgs is 0");
        assertThatThrownBy(() -> new Customers(10, 7, Double.NaN)).hasMessageContaining("speed is NaN");
    }
}
