package io.pushwave.status.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.CampaignEvent;
import io.pushwave.status.CampaignFeed;
import io.pushwave.status.CampaignFeed.News;
import io.pushwave.status.CampaignFeed.Watcher;
import io.pushwave.status.CampaignSummaries;
import io.pushwave.status.StatusConfig;
import io.pushwave.status.StatusMetrics;
import io.pushwave.status.rest.Answers.Event;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One campaign live, as server-sent events. Made at start, so that its gauge is there before the first client is. */
@Path("/api/campaigns/{campaignId}/stream")
@Tag(name = "Campaigns")
@Startup
public class StreamResource {
    private final CampaignFeed feed;
    private final CampaignSummaries summaries;
    private final RequestValues values;
    private final StatusConfig.Stream config;
    private final AtomicInteger open;

    StreamResource(
            CampaignFeed feed,
            CampaignSummaries summaries,
            RequestValues values,
            StatusConfig config,
            MeterRegistry meters) {
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
            summary = "One campaign live",
            description =
                    "Event 'summary' carries the campaign whenever it changed, 'event' what happened to it, with the "
                            + "sequence as its id. Told are the events after 'after', or after the Last-Event-ID of a client that "
                            + "comes back.")
    public Multi<OutboundSseEvent> stream(
            @PathParam("campaignId") String campaignId,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context Sse sse) {
        long sequence = Math.max(values.sequence("after", after), values.sequence("Last-Event-ID", lastEventId));
        if (summaries.find(campaignId).isEmpty()) {
            throw Problems.unknownCampaign(campaignId);
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

    private static Multi<OutboundSseEvent> news(Watcher watcher, Sse sse) {
        return Uni.createFrom()
                .item(watcher::next)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transformToMulti(news -> Multi.createFrom().iterable(events(news, sse)));
    }

    private static List<OutboundSseEvent> events(News news, Sse sse) {
        var told = new ArrayList<OutboundSseEvent>();
        for (CampaignEvent event : news.events()) {
            told.add(sse.newEventBuilder()
                    .name("event")
                    .id(Long.toString(event.sequence()))
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(Event.of(event))
                    .build());
        }
        news.summary()
                .ifPresent(summary -> told.add(sse.newEventBuilder()
                        .name("summary")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(summary)
                        .build()));
        if (news.silent()) {
            told.add(sse.newEventBuilder().comment("still connected").build());
        }
        return told;
    }
}
