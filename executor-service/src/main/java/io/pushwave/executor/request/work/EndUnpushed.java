package io.pushwave.executor.request.work;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.RequestConfig;
import io.pushwave.executor.command.postgres.IntentRow;
import io.pushwave.executor.command.postgres.UnusableCommands;
import io.pushwave.executor.command.postgres.WaitingIntents;
import io.pushwave.executor.control.work.ControlsProgress;
import io.pushwave.executor.request.CancelReason;
import io.pushwave.executor.result.work.ResultReports;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ends commands that will never be pushed. */
@ApplicationScoped
class EndUnpushed {
    private final RequestConfig config;
    private final Duration unknownCampaignAfter;
    private final WaitingIntents intents;
    private final UnusableCommands unusable;
    private final ControlsProgress progress;
    private final ResultReports reports;
    private final StepListener listener;

    EndUnpushed(
            ExecutorConfig config,
            WaitingIntents intents,
            UnusableCommands unusable,
            ControlsProgress progress,
            ResultReports reports,
            StepListener listener) {
        this.config = config.request();
        this.unknownCampaignAfter = config.unknownCampaignAfter();
        this.intents = intents;
        this.unusable = unusable;
        this.progress = progress;
        this.reports = reports;
        this.listener = listener;
    }

    /** Commands whose campaign is over or whose time has passed get their result without a push. */
    boolean end() {
        var campaigns = new HashSet<String>();
        boolean more = QuarkusTransaction.requiringNew().call(() -> {
            var cancelled = intents.cancelWaiting(config.endedPerTick());
            cancelled.forEach((end, rows) ->
                    CancelReason.ofEnd(end).ifPresent(reason -> reports.cancelled(rows, reason.sentence())));
            var late = intents.skipLate(config.endedPerTick());
            reports.skipped(late, CancelReason.TIME_PASSED.sentence());
            // A control that lies unread may be the one that is missing.
            var unknown = progress.certain()
                    ? unusable.cancelUnknown(unknownCampaignAfter, config.endedPerTick())
                    : List.<IntentRow>of();
            reports.cancelled(unknown, "no word about its campaign has come within " + unknownCampaignAfter);
            Stream.of(cancelled.values().stream().flatMap(List::stream), late.stream(), unknown.stream())
                    .flatMap(rows -> rows)
                    .forEach(row -> campaigns.add(row.subject().campaignId()));
            listener.ending(campaigns);
            int ended = cancelled.values().stream().mapToInt(List::size).sum();
            return IntStream.of(ended, late.size(), unknown.size()).anyMatch(rows -> rows == config.endedPerTick());
        });
        listener.ended(campaigns);
        return more;
    }
}
