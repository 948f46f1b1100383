package io.pushwave.contracts;

/** What the planner asks of the subscriber inventory. Key: package id. */
public sealed interface InventoryRequest extends Message {

    /**
     * Bring the inventory of one package up to date.
     *
     * @param requestId repeated by every answer, so that the asker knows its own
     * @param packageId {@code MetadataPackage} id, 033…
     */
    record InventoryRequested(String requestId, String packageId) implements InventoryRequest {
        public InventoryRequested {
            Required.text(requestId, "requestId");
            Required.id(packageId, "033", "packageId");
        }

        @Override
        public String key() {
            return packageId;
        }
    }
}
