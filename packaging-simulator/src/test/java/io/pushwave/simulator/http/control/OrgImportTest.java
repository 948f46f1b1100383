package io.pushwave.simulator.http.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.http.OneSimulator;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrgImportTest extends OneSimulator {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private String version = "";

    OrgImportTest() {
        super(start());
    }

    private static Simulator start() {
        return Simulator.start(SimulatorSettings.builder()
                .port(0)
                .orgs(50)
                .speed(0)
                .set(Setting.FAILURE_RATE, 0)
                .set(Setting.IMPORT_BYTES, 1_000_000)
                .build());
    }

    @Override
    @BeforeEach
    protected void login() throws IOException, InterruptedException {
        super.login();
        for (var each : client.get("/simulator/versions").json().at("/packages/0/versions")) {
            if (each.path("name").asText().equals("Harbor Suite 1.0")) {
                version = each.path("packageVersionId").asText();
            }
        }
    }

    @Test
    void newOrgsAreAsTheirLinesSay() throws IOException, InterruptedException {
        // When
        var answer = post("""
                InstalledVersionId,OrgKey,OrgName,OrgStatus,OrgType,InstanceName,ParentOrg,Blocked
                %1$s,00DAB000000Zzzz,"Ümlaut, Inc.",Free,Production,NA174,,false
                %1$s,00D000000000aaa,Ümlaut Sandbox,Trial,Sandbox,USA254S,00DAB000000Zzzz,TRUE
                """.formatted(version));

        // Then
        assertThat(answer.json().toString()).isEqualTo("{\"added\":2,\"changed\":0,\"orgs\":52}");
        var production = org("00DAB000000Zzzz");
        assertThat(production.path("orgName").asText()).isEqualTo("Ümlaut, Inc.");
        assertThat(production.path("orgStatus").asText()).isEqualTo("Free");
        assertThat(production.path("orgType").asText()).isEqualTo("Production");
        assertThat(production.path("instanceName").asText()).isEqualTo("NA174");
        assertThat(production.path("parentOrg").isNull()).isTrue();
        assertThat(production.path("installedVersionId").asText()).isEqualTo(version);
        assertThat(production.path("blocked").asBoolean()).isFalse();
        var sandbox = row("00D000000000aaa");
        assertThat(sandbox.path("OrgType").asText()).isEqualTo("Sandbox");
        assertThat(sandbox.path("ParentOrg").asText()).isEqualTo("00DAB000000Zzzz");
        assertThat(sandbox.path("InstanceName").asText()).isEqualTo("USA254S");
        assertThat(sandbox.path("CustomUpgradeType").asText()).isEqualTo("BlockedBySubscriber");
        assertThat(client.orgKeys(100)).hasSize(52).isSorted().startsWith("00D000000000aaa");
    }

    @Test
    void whatALineDoesNotSayIsTheDefaultOfANewOrg() throws IOException, InterruptedException {
        // When
        post("OrgKey,InstalledVersionId,OrgType\n00D000000000aaa," + version + ",\n00D000000000aab," + version
                + ",Sandbox\n");

        // Then
        assertThat(org("00D000000000aaa").path("orgName").asText()).isEqualTo("00D000000000aaa");
        assertThat(org("00D000000000aaa").path("orgStatus").asText()).isEqualTo("Active");
        assertThat(org("00D000000000aaa").path("orgType").asText()).isEqualTo("Production");
        assertThat(org("00D000000000aaa").path("instanceName").asText()).isEqualTo("NA140");
        assertThat(org("00D000000000aab").path("instanceName").asText()).isEqualTo("CS166");
        assertThat(org("00D000000000aab").path("parentOrg").isNull()).isTrue();
        assertThat(client.count("SELECT Id FROM PackageSubscriber WHERE OrgKey = '00D000000000aaa'"))
                .isOne();
    }

    @Test
    void seededOrgsStayWhatTheyWereWhenOthersCome() throws IOException, InterruptedException {
        // Given
        post(one(client.orgKeys(50).get(20), "OrgType", "Production"));
        client.patch("/simulator/orgs/" + client.orgKeys(50).get(20), "{\"blocked\":true,\"blockExpirationDays\":30}");
        var before = client.get("/simulator/orgs?limit=1000").json().path("items");

        // When
        post("OrgKey,InstalledVersionId\n00D000000000aaa," + version + "\n00Dzzzzzzzzzzzz," + version + "\n");

        // Then
        var after = new ArrayList<JsonNode>();
        client.get("/simulator/orgs?limit=1000").json().path("items").forEach(after::add);
        assertThat(after.subList(1, 51)).containsExactlyElementsOf(before);
    }

    @Test
    void whatCustomersDidStaysWithTheirOrgs() throws IOException, InterruptedException {
        // Given
        try (var busy = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .orgs(50)
                .speed(0)
                .set(Setting.CUSTOMER_UPGRADES, 1_000)
                .build())) {
            var customers = new SalesforceClient(busy);
            customers.advance("P3D");
            var before = customers.get("/simulator/ledger").body();
            assertThat(before).contains("\"act\":\"upgrade\"");

            // When
            customers.call(
                    "POST", "/simulator/orgs", one("00D000000000aaa", "Blocked", "false"), "Content-Type", "text/csv");

            // Then
            var after = customers.get("/simulator/ledger").body();
            assertThat(after.substring(after.indexOf('\n') + 1)).isEqualTo(before);
        }
    }

    @Test
    void anOrgIsChangedByItsKeyOfEitherLengthAndKeepsTheRest() throws IOException, InterruptedException {
        // Given
        post(one("00D000000000Aaa", "OrgName,OrgStatus,InstanceName", "Old,Free,CS194"));

        // When
        var answer = post(one(SalesforceId.lengthen("00D000000000Aaa"), "OrgStatus", "Inactive"));

        // Then
        assertThat(answer.json().toString()).isEqualTo("{\"added\":0,\"changed\":1,\"orgs\":51}");
        var org = org("00D000000000Aaa");
        assertThat(org.path("orgStatus").asText()).isEqualTo("Inactive");
        assertThat(org.path("orgName").asText()).isEqualTo("Old");
        assertThat(org.path("instanceName").asText()).isEqualTo("CS194");
    }

    @Test
    void replacingTakesAllOtherOrgsAway() throws IOException, InterruptedException {
        // When
        var answer = replace(one("00D000000000aaa", "OrgStatus", "Demo"));

        // Then
        assertThat(answer.json().toString()).isEqualTo("{\"added\":1,\"changed\":0,\"orgs\":1}");
        assertThat(client.orgKeys(100)).containsExactly("00D000000000aaa");
        assertThat(client.count("SELECT Id FROM PackageSubscriber")).isOne();
    }

    @Test
    void openQueriesEndWhenOrgsCome() throws IOException, InterruptedException {
        // Given
        replace(base(2_100));
        var next = client.query("SELECT Id FROM PackageSubscriber")
                .json()
                .path("nextRecordsUrl")
                .asText();

        // When
        post(one("00Dzzzzzzzzzzzz", "OrgStatus", "Demo"));

        // Then
        assertThat(client.get(next).errorCode()).isEqualTo("INVALID_QUERY_LOCATOR");
    }

    @Test
    void whileThereIsAJobOrgsCanOnlyBeChanged() throws IOException, InterruptedException {
        // Given
        var key = client.eligibleKeys(1).getFirst();

        // When
        var changed = post(one(key, "OrgName,InstanceName", "Renamed,UM1"));

        // Then
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(org(key).path("orgName").asText()).isEqualTo("Renamed");
        assertThat(org(key).path("instanceName").asText()).isEqualTo("UM1");
        var added = post(one("00D000000000aaa", "OrgStatus", "Demo"));
        assertThat(added.status()).isEqualTo(409);
        assertThat(added.json().path("detail").asText())
                .isEqualTo("line 2: OrgKey '00D000000000aaa' is new, but there are push jobs,"
                        + " which name orgs by their place in the order of keys");
        var replaced = replace(one(key, "OrgStatus", "Demo"));
        assertThat(replaced.status()).isEqualTo(409);
        assertThat(replaced.json().path("detail").asText())
                .isEqualTo("replace is true, but there are push jobs, which name the orgs that would go");
    }

    @Test
    void aThousandImportedOrgsArePushed() throws IOException, InterruptedException {
        // Given
        replace(base(1_000));
        var keys = client.orgKeys(1_000);
        var request = client.createRequest();
        for (int from = 0; from < 1_000; from += 200) {
            client.createJobs(request, keys.subList(from, from + 200), true);
        }
        client.setStatus(request, "Pending");

        // When
        client.advance("P1D");

        // Then
        assertThat(client.count("SELECT Id FROM PackagePushJob WHERE Status = 'Succeeded'"))
                .isEqualTo(1_000);
        assertThat(client.count("SELECT Id FROM PackageSubscriber WHERE MetadataPackageVersionId = '"
                        + client.targetVersion() + "'"))
                .isEqualTo(1_000);
    }

    @Test
    void aSnapshotHoldsImportedOrgsAndTheirInstances() throws IOException, InterruptedException {
        // Given
        replace(base(300) + "00Dzzzzzzzzzzzz," + version + ",Last,DEU12S,Sandbox,00DzzzzzzzzzzzA\n");
        var keys = client.orgKeys(300);
        var request = client.createRequest();
        client.createJobs(request, keys.subList(0, 200), true);
        client.setStatus(request, "Pending");
        client.advance("PT1M");
        var before = client.get("/simulator/orgs?limit=1000").body();
        var snapshot = client.snapshot();

        try (var other = start()) {
            var second = new SalesforceClient(other);

            // When
            var restored = second.restore(snapshot);

            // Then
            assertThat(restored.status()).as(restored.body()).isEqualTo(200);
            assertThat(second.get("/simulator/orgs?limit=1000").body()).isEqualTo(before);
            client.advance("P1D");
            second.advance("P1D");
            assertThat(second.get("/simulator/ledger?limit=1000").body())
                    .isEqualTo(client.get("/simulator/ledger?limit=1000").body());
        }
    }

    @Test
    void aFileThatIsTooLongIsRefused() throws IOException, InterruptedException {
        // When
        var answer = post(base(20_000));

        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("detail").asText())
                .isEqualTo("the file has more than the 1000000 bytes of import-bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    OrgKey;00DAA                                     | line 1: the column 'InstalledVersionId' is missing
                    InstalledVersionId;V                             | line 1: the column 'OrgKey' is missing
                    OrgKey,InstalledVersionId,Size;00D000000000aaa,V,3 | line 1: the column 'Size' is unknown: one of OrgKey, OrgName, OrgStatus, OrgType, InstanceName, ParentOrg, InstalledVersionId, Blocked is expected
                    OrgKey,OrgKey,InstalledVersionId;1,2,V           | line 1: a column is there twice
                    OrgKey,InstalledVersionId                        | line 2: at least one org is expected
                    OrgKey,InstalledVersionId;00D000000000aaa        | line 2: 1 values are there, 2 are expected
                    OrgKey,InstalledVersionId;00D000000000aa,V       | line 2: OrgKey is '00D000000000aa', 15 letters and digits that begin with 00D, or 18 with the right ending, are expected
                    OrgKey,InstalledVersionId;001000000000aaa,V      | line 2: OrgKey is '001000000000aaa', 15 letters and digits that begin with 00D, or 18 with the right ending, are expected
                    OrgKey,InstalledVersionId;00D000000000aaaZZZ,V   | line 2: OrgKey is '00D000000000aaaZZZ', 15 letters and digits that begin with 00D, or 18 with the right ending, are expected
                    OrgKey,InstalledVersionId;00D000000000aab,V;00D000000000aaa,V;00D000000000aabEAA,V | line 4: OrgKey is that of an earlier line
                    OrgKey,InstalledVersionId;00D000000000aaa,V;00D000000000aab, | line 3: InstalledVersionId is '', the id of a version is expected; GET /simulator/versions lists them
                    OrgKey,InstalledVersionId;00D000000000aaa,04t5g0000000000 | line 2: InstalledVersionId is '04t5g0000000000', the id of a version is expected; GET /simulator/versions lists them
                    OrgKey,InstalledVersionId,OrgStatus;00D000000000aaa,V,Gone | line 2: OrgStatus is 'Gone', Active, Demo, Free, Inactive or Trial is expected
                    OrgKey,InstalledVersionId,OrgType;00D000000000aaa,V,Scratch | line 2: OrgType is 'Scratch', Production or Sandbox is expected
                    OrgKey,InstalledVersionId,InstanceName;00D000000000aaa,V,na-1 | line 2: InstanceName is 'na-1', 2 to 5 capital letters, 1 to 5 digits and perhaps an S are expected
                    OrgKey,InstalledVersionId,ParentOrg,OrgType;00D000000000aaa,V,00D,Sandbox | line 2: ParentOrg is '00D', 15 letters and digits that begin with 00D, or 18 with the right ending, are expected
                    OrgKey,InstalledVersionId,ParentOrg;00D000000000aaa,V,00D000000000aab | line 2: ParentOrg is '00D000000000aab', none is expected, because only a sandbox has one
                    OrgKey,InstalledVersionId,ParentOrg,OrgType;00D000000000aaa,V,00D000000000aaa,Sandbox | line 2: ParentOrg is '00D000000000aaa', another org is expected
                    OrgKey,InstalledVersionId,Blocked;00D000000000aaa,V,perhaps | line 2: Blocked is 'perhaps', true or false is expected
                    """)
    void aWrongFileChangesNothing(String file, String sentence) throws IOException, InterruptedException {
        // Given
        var before = client.get("/simulator/orgs?limit=1000").body();

        // When
        var answer = post(file.replace(";", "\n").replace(",V", "," + version));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).isEqualTo(sentence);
        assertThat(client.get("/simulator/orgs?limit=1000").body()).isEqualTo(before);
    }

    @Test
    void anOrgWithAPatchCannotBlock() throws IOException, InterruptedException {
        // Given
        var patch = client.post(
                        "/simulator/versions", "{\"packageName\":\"Harbor Suite\",\"major\":2,\"minor\":0,\"patch\":9}")
                .json()
                .at("/items/0/packageVersionId")
                .asText();

        // When
        var answer = post("OrgKey,InstalledVersionId,Blocked\n00D000000000aaa," + patch + ",true\n");

        // Then
        assertThat(answer.json().path("detail").asText())
                .startsWith("line 2: Blocked is 'true', false is expected, because a patch version is installed");
    }

    @Test
    void onlyCsvAndATrueOrFalseAreTaken() throws IOException, InterruptedException {
        assertThat(client.post("/simulator/orgs", "{}").status()).isEqualTo(415);
        assertThat(send("?replace=yes", "").json().path("detail").asText())
                .isEqualTo("replace is 'yes', true or false is expected");
    }

    private String one(String key, String columns, String values) {
        return "OrgKey,InstalledVersionId," + columns + "\n" + key + "," + version + "," + values + "\n";
    }

    /** So many production orgs on 90 instances, not in the order of their keys. */
    private String base(int orgs) {
        var lines = new ArrayList<String>(List.of("OrgKey,InstalledVersionId,OrgName,InstanceName,OrgType,ParentOrg"));
        for (int org = 0; org < orgs; org++) {
            int shuffled = (org * 7_919) % orgs;
            lines.add(String.format(
                    Locale.ROOT,
                    "00D%09d%c%c%c,%s,Org %d,NA%d,Production,",
                    shuffled,
                    ALPHABET.charAt(shuffled % 62),
                    ALPHABET.charAt(shuffled / 62 % 62),
                    'x',
                    version,
                    shuffled,
                    10 + shuffled % 90));
        }
        return String.join("\n", lines) + "\n";
    }

    private JsonNode org(String key) throws IOException, InterruptedException {
        return client.get("/simulator/orgs/" + key).json();
    }

    private JsonNode row(String key) throws IOException, InterruptedException {
        return client.query("SELECT OrgType, ParentOrg, InstanceName, CustomUpgradeType FROM PackageSubscriber"
                        + " WHERE OrgKey = '" + key + "'")
                .json()
                .path("records")
                .path(0);
    }

    private SalesforceClient.Answer post(String csv) throws IOException, InterruptedException {
        return send("", csv);
    }

    private SalesforceClient.Answer replace(String csv) throws IOException, InterruptedException {
        return send("?replace=true", csv);
    }

    private SalesforceClient.Answer send(String query, String csv) throws IOException, InterruptedException {
        return client.call("POST", "/simulator/orgs" + query, csv, "Content-Type", "text/csv");
    }
}
