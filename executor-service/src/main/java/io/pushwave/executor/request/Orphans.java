package io.pushwave.executor.request;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds push requests of ours that nobody owns any more: what a creation without an answer can leave behind. */
public final class Orphans {
    private Orphans() {}

    private static final int ID_LENGTH = 15;

    /** What a request of ours is recognised by; no two of ours have the same. Ids of 18 characters are shortened to 15. */
    public record Mark(String packageVersionId, Instant scheduledStart) {
        public Mark {
            packageVersionId = shortened(packageVersionId);
        }
    }

    /** A request that Salesforce has in the status Created. */
    public record CreatedRequest(String id, Mark mark) {}

    /**
     * Our own request with a mark.
     *
     * @param salesforceId the one that it works with, as soon as it is known
     * @param ended whether nothing more happens to it
     */
    public record Owner(Optional<String> salesforceId, boolean ended) {}

    /**
     * Those to be cancelled. A request without an owner's mark is somebody else's, and one whose owner does not know its id yet
     * is still being looked for.
     */
    public static List<String> among(List<CreatedRequest> created, Map<Mark, Owner> owners) {
        return created.stream()
                .filter(request -> Optional.ofNullable(owners.get(request.mark()))
                        .filter(owner -> orphaned(request, owner))
                        .isPresent())
                .map(CreatedRequest::id)
                .toList();
    }

    private static boolean orphaned(CreatedRequest request, Owner owner) {
        return owner.ended()
                || owner.salesforceId()
                        .filter(id -> !shortened(id).equals(shortened(request.id())))
                        .isPresent();
    }

    private static String shortened(String id) {
        return id.length() > ID_LENGTH ? id.substring(0, ID_LENGTH) : id;
    }
}
