package io.pushwave.platform.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads Kubernetes manifests into typed models and refuses what the models do not know. */
final class Manifests {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "apps/v1/Deployment", Deployment.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    private static final ObjectMapper STRICT = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new WithoutAnySetters());

    /** The models keep fields that they do not know in a map; without that map such fields are errors. */
    private static final class WithoutAnySetters extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    /** {@code kustomization.yaml}, as far as the base uses it. */
    record Kustomization(String apiVersion, String kind, List<String> resources) {}

    private Manifests() {}

    static Kustomization kustomization(Path base) throws IOException {
        return STRICT.readValue(Files.readString(base.resolve("kustomization.yaml")), Kustomization.class);
    }

    static HasMetadata read(Path file) throws IOException {
        return read(Files.readString(file));
    }

    static HasMetadata read(String yaml) throws IOException {
        List<JsonNode> documents =
                STRICT.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll();
        if (documents.size() != 1) {
            throw new IOException("a file holds one resource, this one holds " + documents.size());
        }
        var tree = documents.getFirst();
        var kind = tree.path("apiVersion").asText() + "/" + tree.path("kind").asText();
        var model = KINDS.get(kind);
        if (model == null) {
            throw new IOException("the kind " + kind + " is not expected here: " + KINDS.keySet());
        }
        return STRICT.treeToValue(tree, model);
    }
}
