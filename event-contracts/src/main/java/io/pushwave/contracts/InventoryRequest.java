package io.pushwave.contracts;

/** What the planner asks of the subscriber inventory. Key: package id. */
public sealed interface InventoryRequest extends Message {

    /**
     * Tell what is known of one package now.
     *
     * @param requestId repeated by every answer, so that the asker knows its own
     * @param packageId {@code MetadataPackage} id, 033…
     * @param scope how much is asked for
     */
    record InventoryRequested(String requestId, String packageId, Scope scope) implements InventoryRequest {
        public InventoryRequested {
            Required.identifier(requestId, "requestId");
            Required.id(packageId, "033", "packageId");
            Required.value(scope, "scope");
        }

        /** Asks for everything. */
        public InventoryRequested(String requestId, String packageId) {
            this(requestId, packageId, Scope.SUBSCRIBERS);
        }

        @Override
        public String key() {
            return packageId;
        }
    }

    /** How much of a package's inventory is asked for. */
    enum Scope {
        /**
         * The versions: one {@link SubscriberInventory.PackageCatalogued} or {@link SubscriberInventory.PackageUnknown} is the
         * whole answer. Enough to reject a release.
         */
        CATALOGUE,
        /** The versions, and after them the subscribers and the marker that they are complete. */
        SUBSCRIBERS
    }
}
