package io.pushwave.platform.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is deployed fits what is built: a renamed setting, port or path fails here and not at the roll-out. */
class DeployManifestsTest {
    private static final Path BASE = Deployable.REPOSITORY.resolve("deploy/base");

    private static List<HasMetadata> resources() throws IOException {
        var read = new ArrayList<HasMetadata>();
        for (var resource : Manifests.kustomization(BASE).resources()) {
            read.add(Manifests.read(BASE.resolve(resource)));
        }
        return read;
    }

    private static <R extends HasMetadata> R resource(Class<R> kind, String name) throws IOException {
        return resources().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(resource -> resource.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + kind.getSimpleName() + " is called " + name));
    }

    private static Container container(Deployable service) throws IOException {
        var containers = resource(Deployment.class, service.resourceName())
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers();
        assertThat(containers).hasSize(1);
        return containers.getFirst();
    }

    private static int port(Deployable service) throws IOException {
        return Integer.parseInt(service.property("quarkus.http.port"));
    }

    @Test
    void theKustomizationNamesEveryManifestOfTheBase() throws IOException {
        Set<String> files;
        try (Stream<Path> found = Files.walk(BASE)) {
            files = found.filter(file -> file.toString().endsWith(".yaml"))
                    .map(file -> BASE.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        files.remove("kustomization.yaml");

        var named = Manifests.kustomization(BASE).resources();

        assertThat(named).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsRefused() {
        var misspelt = """
                apiVersion: v1
                kind: Service
                metadata:
                  name: example
                spec:
                  port: [{port: 80}]
                """;

        assertThatThrownBy(() -> Manifests.read(misspelt)).hasMessageContaining("Unrecognized field \"port\"");
    }

    @ParameterizedTest
    @EnumSource
    void thePortIsTheOneThatTheServiceListensOn(Deployable service) throws IOException {
        var containerPort = container(service).getPorts().getFirst();

        var servicePort = resource(Service.class, service.resourceName())
                .getSpec()
                .getPorts()
                .getFirst();

        assertThat(containerPort.getContainerPort()).isEqualTo(port(service));
        assertThat(servicePort.getPort()).isEqualTo(port(service));
        assertThat(servicePort.getTargetPort().getStrVal()).isEqualTo(containerPort.getName());
        assertThat(Files.readString(service.containerFile())).contains("\nEXPOSE " + port(service) + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void everyProbeAsksAHealthPathOfTheService(Deployable service) throws IOException {
        var container = container(service);

        assertThat(path(container.getStartupProbe())).isEqualTo("/q/health/started");
        assertThat(path(container.getLivenessProbe())).isEqualTo("/q/health/live");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/q/health/ready");
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
        return probe.getHttpGet().getPath();
    }

    @ParameterizedTest
    @EnumSource
    void everySettingIsOneThatTheServiceReads(Deployable service) throws IOException, ClassNotFoundException {
        var container = container(service);
        var given = container.getEnv().stream().map(EnvVar::getName).collect(Collectors.toCollection(TreeSet::new));
        for (var source : container.getEnvFrom()) {
            given.addAll(resource(ConfigMap.class, source.getConfigMapRef().getName())
                    .getData()
                    .keySet());
        }

        var read = service.environmentVariables();

        assertThat(read).containsAll(given);
    }

    @ParameterizedTest
    @EnumSource
    void requestsAndLimitsAreSet(Deployable service) throws IOException {
        var resources = container(service).getResources();

        assertThat(resources.getRequests()).containsKeys("cpu", "memory");
        assertThat(memory(resources.getLimits())).isGreaterThanOrEqualTo(memory(resources.getRequests()));
    }

    /** Bytes. */
    private static long memory(Map<String, Quantity> resources) {
        return Quantity.getAmountInBytes(requireNonNull(resources.get("memory")))
                .longValueExact();
    }

    @ParameterizedTest
    @EnumSource
    void aShutdownHasMoreTimeThanTheServiceTakesForIt(Deployable service) throws IOException {
        var grace = resource(Deployment.class, service.resourceName())
                .getSpec()
                .getTemplate()
                .getSpec()
                .getTerminationGracePeriodSeconds();

        var shutdown = service.property("quarkus.shutdown.timeout");

        assertThat(Duration.ofSeconds(grace)).isGreaterThan(Duration.parse("PT" + shutdown.replace("PT", "")));
    }

    @ParameterizedTest
    @EnumSource
    void secretsComeByReferenceOnly(Deployable service) throws IOException {
        var environment = container(service).getEnv();

        assertThat(environment)
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(
                                variable.getValueFrom().getSecretKeyRef().getName())
                        .startsWith("pushwave-"));
    }

    @ParameterizedTest
    @EnumSource
    void theProcessHasNoMoreRightsThanItNeeds(Deployable service) throws IOException {
        var pod = resource(Deployment.class, service.resourceName())
                .getSpec()
                .getTemplate()
                .getSpec();
        var security = container(service).getSecurityContext();

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(Files.readString(service.containerFile()))
                .contains("\nUSER " + pod.getSecurityContext().getRunAsUser() + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void imagesArePinnedToAVersion(Deployable service) throws IOException {
        var image = container(service).getImage();
        var containerFile = Files.readString(service.containerFile());

        assertThat(image).matches("pushwave/" + service.shortName() + "-service:\\d+\\.\\d+\\.\\d+");
        assertThat(containerFile).doesNotContain(":latest").containsPattern("(?m)^FROM \\S+:\\S+$");
    }

    @ParameterizedTest
    @EnumSource
    void selectorsFindThePodsOfTheirService(Deployable service) throws IOException {
        var deployment = resource(Deployment.class, service.resourceName());
        var labels = deployment.getSpec().getTemplate().getMetadata().getLabels();

        var selector = deployment.getSpec().getSelector().getMatchLabels();

        assertThat(labels).containsAllEntriesOf(selector);
        assertThat(resource(Service.class, service.resourceName()).getSpec().getSelector())
                .isEqualTo(selector);
        assertThat(resource(PodDisruptionBudget.class, service.resourceName())
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .isEqualTo(selector);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheContainerFileCopiesIsWhatTheBuildMakes(Deployable service) throws IOException {
        var copied = Files.readString(service.containerFile())
                .lines()
                .filter(line -> line.startsWith("COPY "))
                .map(line -> line.split(" ", -1)[2])
                .toList();

        assertThat(copied)
                .isNotEmpty()
                .allSatisfy(
                        path -> assertThat(Deployable.REPOSITORY.resolve(path)).exists());
    }
}
