package io.pushwave.status.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.http.Problems;
import io.pushwave.status.StatusConfig;
import io.pushwave.status.StatusMetrics;
import io.pushwave.status.campaign.ToldEvent;
import io.pushwave.status.rest.Answers.Event;
import io.pushwave.status.summary.CampaignFeed;
import io.pushwave.status.summary.CampaignFeed.News;
import io.pushwave.status.summary.CampaignFeed.Watcher;
import io.pushwave.status.summary.CampaignSummaries;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One campaign live, as server-sent events. Made at start, so that its gauge is there before the first client is. */
@Path("/api/campaigns/{campaignId}/stream")
@Tag(name = "Campaigns")
@Startup
public class StreamResource {
    private static final Logger LOG = Logger.getLogger(StreamResource.class);

    private final CampaignFeed feed;
    private final CampaignSummaries summaries;
    private final RequestValues values;
    private final StatusConfig.Stream config;
    private final Clock clock;
    private final AtomicInteger open;

    StreamResource(
            CampaignFeed feed,
            CampaignSummaries summaries,
            RequestValues values,
            StatusConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.clock = clock;
        this.feed = feed;
        this.summaries = summaries;
        this.values = values;
        this.config = config.stream();
        this.open = new AtomicInteger();
        meters.gauge(StatusMetrics.OPEN_STREAMS, open);
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(
            operationId = "followCampaign",
            summary = "One campaign live",
            description =
                    "Event 'summary' carries the campaign whenever it changed, 'event' what happened to it, with the"
                            + " sequence as its id; 'heartbeat' comes in every silence and says how long one lasts at"
                            + " most, 'trouble' says why nothing can be told. Told are the events after 'after', or after"
                            + " the Last-Event-ID of a client that comes back.")
    @APIResponse(responseCode = "200", description = "Events as long as the connection lasts")
    @APIResponse(responseCode = "404", description = Absences.NO_CAMPAIGN)
    public Multi<OutboundSseEvent> stream(
            @Parameter(description = "A campaign's id", example = "b1f6a1c0-2f0e-7d1a-9a53-0c8f5b1d2e3f")
                    @PathParam("campaignId")
                    String campaignId,
            @Parameter(description = "Only what came after this sequence") @QueryParam("after") @Nullable String after,
            @Parameter(description = "As browsers send it when they connect anew; counts like after")
                    @HeaderParam("Last-Event-ID")
                    @Nullable String lastEventId,
            @Context Sse sse) {
        long sequence = Math.max(values.sequence("after", after), values.sequence("Last-Event-ID", lastEventId));
        if (summaries.find(values.campaignId(campaignId)).isEmpty()) {
            throw Absences.unknownCampaign(campaignId);
        }
        if (open.incrementAndGet() > config.maximum()) {
            open.decrementAndGet();
            throw Problems.unavailable("All " + config.maximum() + " live streams of this instance are taken.");
        }
        var watcher = feed.watch(campaignId, sequence);
        return ticks().onItem()
                .transformToMultiAndConcatenate(_ -> news(watcher, sse))
                .onTermination()
                .invoke(() -> {
                    watcher.close();
                    open.decrementAndGet();
                });
    }

    /** One tick an interval; while a client is slow its ticks are dropped, so nothing piles up for it. */
    private Multi<Long> ticks() {
        return Multi.createFrom().ticks().every(config.interval()).onOverflow().drop();
    }

    private Multi<OutboundSseEvent> news(Watcher watcher, Sse sse) {
        return Uni.createFrom()
                .item(watcher::next)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("a stream cannot be sent anything at the moment: %s", failure.getMessage());
                    return watcher.trouble("The database does not answer; the numbers are those of before.");
                })
                .onItem()
                .transformToMulti(news -> Multi.createFrom().iterable(events(news, sse)));
    }

    private List<OutboundSseEvent> events(News news, Sse sse) {
        var batch = new ArrayList<OutboundSseEvent>();
        for (ToldEvent told : news.events()) {
            batch.add(sse.newEventBuilder()
                    .name("event")
                    .id(Long.toString(told.event().sequence()))
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(Event.of(told))
                    .build());
        }
        news.summary()
                .ifPresent(summary -> batch.add(sse.newEventBuilder()
                        .name("summary")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(summary)
                        .build()));
        if (news.silent()) {
            batch.add(sse.newEventBuilder()
                    .comment("still connected")
                    .name("heartbeat")
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(new Heartbeat(clock.instant(), config.heartbeat().toMillis()))
                    .build());
        }
        news.trouble()
                .ifPresent(sentence -> batch.add(sse.newEventBuilder()
                        .name("trouble")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(new Trouble(clock.instant(), sentence))
                        .build()));
        return batch;
    }

    /**
     * Says that the connection still stands.
     *
     * @param longestSilence milliseconds; a client that gets nothing for much longer is not connected any more
     */
    record Heartbeat(Instant at, long longestSilence) {}

    /** Why nothing can be sent. */
    record Trouble(Instant at, String text) {}
}
