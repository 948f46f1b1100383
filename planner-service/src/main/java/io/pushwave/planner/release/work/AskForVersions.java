package io.pushwave.planner.release.work;

import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.contracts.InventoryRequest.Scope;
import io.pushwave.messaging.outbox.Outbox;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.release.postgres.CatalogueQuestions;
import io.pushwave.planner.release.postgres.Releases;
import io.pushwave.planner.release.postgres.StoredRelease;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Asks for the versions of packages, at most one question a package at a time. */
@ApplicationScoped
class AskForVersions {
    private final CatalogueQuestions questions;
    private final Releases releases;
    private final Outbox outbox;
    private final Clock clock;

    AskForVersions(CatalogueQuestions questions, Releases releases, Outbox outbox, Clock clock) {
        this.questions = questions;
        this.releases = releases;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Asks for the versions of a package, for releases of it; they wait if the question is out already. */
    void ask(List<StoredRelease> waiting) {
        var first = waiting.getFirst();
        if (questions.open(first.packageId(), first.id(), clock.instant())) {
            releases.asked(waiting.stream().map(StoredRelease::id).toList(), first.id());
            outbox.append(
                    List.of(new InventoryRequested(first.id(), first.packageId().value(), Scope.CATALOGUE)),
                    first.traceParent());
        }
    }

    /** Notes that a question was answered; false if it is not, or no longer, the one that is out. */
    boolean answered(PackageId packageId, String requestId) {
        return questions.close(packageId, requestId);
    }

    /** Gives questions up that went out before a moment; returns their packages. */
    List<PackageId> giveUp(Instant before, int limit) {
        return questions.closeOverdue(before, limit);
    }
}
