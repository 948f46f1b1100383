package io.pushwave.platform.demo;

import io.pushwave.contracts.MessageType;
import io.pushwave.platform.api.CampaignEvent;
import io.pushwave.platform.api.CampaignSummary;
import io.pushwave.platform.api.CampaignSummary.WaveSummary;
import java.io.PrintStream;
import java.time.Duration;
import java.util.stream.Collectors;

/** For logs and pipes: a line for everything of note, and a sign of life when nothing has been said for a while. */
final class PlainView implements View {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

    private final PrintStream out;
    private long lastSequence;
    private boolean planSaid;
    private Duration lastSaid = Duration.ZERO;

    PlainView(PrintStream out) {
        this.out = out;
    }

    @Override
    public void say(String line) {
        out.println(line);
    }

    @Override
    public void progress(String line) {
        // A line for each would be a flood; what is of note is said.
    }

    @Override
    public void show(Picture picture) {
        picture.summary()
                .filter(summary -> !planSaid && !summary.waves().isEmpty())
                .ifPresent(summary -> {
                    planSaid = true;
                    line(picture, plan(summary));
                });
        for (var event : picture.events()) {
            if (event.sequence() > lastSequence) {
                lastSequence = event.sequence();
                line(
                        picture,
                        event.text()
                                + picture.summary()
                                        .map(summary -> numbers(event, summary))
                                        .orElse(""));
            }
        }
        if (picture.elapsed().minus(lastSaid).compareTo(SIGN_OF_LIFE) >= 0) {
            line(picture, picture.summary().map(PlainView::counts).orElse("waiting for the plan"));
        }
    }

    private void line(Picture picture, String text) {
        lastSaid = picture.elapsed();
        out.println(CampaignDrawing.clock(picture.elapsed()) + "  " + text);
    }

    private static String plan(CampaignSummary summary) {
        var excluded = summary.orgs().excluded() == 0
                ? ""
                : "; left out: " + CampaignDrawing.reasons(summary.excludedByReason());
        return "campaign " + summary.campaignId() + " plans "
                + CampaignDrawing.number(summary.orgs().planned()) + " orgs in waves of "
                + summary.waves().stream()
                        .map(wave -> CampaignDrawing.number(wave.planned()))
                        .collect(Collectors.joining(", "))
                + excluded;
    }

    /** The wave's counts beside a gate's decision. */
    private static String numbers(CampaignEvent event, CampaignSummary summary) {
        if (event.kind().filter(kind -> kind == MessageType.GATE_DECIDED).isEmpty()) {
            return "";
        }
        return summary.waves().stream()
                .filter(wave ->
                        event.wave().filter(number -> number == wave.number()).isPresent())
                .findFirst()
                .map(wave -> " [" + counts(wave) + "]")
                .orElse("");
    }

    private static String counts(WaveSummary wave) {
        return wave.succeeded() + " succeeded, " + wave.failed() + " failed of " + wave.planned();
    }

    private static String counts(CampaignSummary summary) {
        var orgs = summary.orgs();
        return "waiting " + orgs.waiting() + ", pushing " + (orgs.scheduled() + orgs.started()) + ", retrying "
                + orgs.retrying() + ", succeeded " + orgs.succeeded() + ", failed " + orgs.failed() + " of "
                + orgs.planned();
    }

    @Override
    public void close() {
        out.flush();
    }
}
