package io.pushwave.planner.release.postgres;

import io.pushwave.planner.org.PackageId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The questions about packages' versions that are out, at most one a package. */
@ApplicationScoped
public class CatalogueQuestions {
    private final Jdbi jdbi;

    CatalogueQuestions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Notes that a question goes out under {@code requestId}, unless one is out. Either way the package's row is locked until
     * the transaction ends, so that nobody takes an answer in meanwhile.
     *
     * @return whether it goes out
     */
    public boolean open(PackageId packageId, String requestId, Instant at) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                                insert into catalogue_question as known (package_key, package_id, request_id, asked_at)
                                values (:key, :id, :request, :at)
                                on conflict (package_key) do update set asked_at = known.asked_at
                                returning request_id""")
                        .bind("key", packageId.key())
                        .bind("id", packageId.value())
                        .bind("request", requestId)
                        .bind("at", at)
                        .mapTo(String.class)
                        .one())
                .equals(requestId);
    }

    /** Notes that a question was answered; false if it is not, or no longer, the one that is out. */
    public boolean close(PackageId packageId, String requestId) {
        int closed = jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from catalogue_question where package_key = :key and request_id = :request")
                .bind("key", packageId.key())
                .bind("request", requestId)
                .execute());
        return closed == 1;
    }

    /** Gives questions up that went out before a moment; returns their packages. */
    public List<PackageId> closeOverdue(Instant before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        delete from catalogue_question where package_key in (
                            select package_key from catalogue_question where asked_at < :before
                            order by asked_at limit :limit for update skip locked)
                        returning package_id""")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> new PackageId(row.getString("package_id")))
                .list());
    }
}
