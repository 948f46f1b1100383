package io.pushwave.platform.demo;

import io.pushwave.contracts.MessageType;
import io.pushwave.platform.api.CampaignEvent;
import io.pushwave.platform.api.CampaignSummary;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** For logs and pipes: a line for everything of note, and a sign of life when nothing has been said for a while. */
final class PlainView implements View {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

    private final PrintStream out;
    private long lastSequence;
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
        for (var event : picture.events()) {
            if (event.sequence() > lastSequence) {
                lastSequence = event.sequence();
                line(picture, event.text() + detail(event, picture.summary()));
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

    /** What the event itself does not say: how large the waves are, and who was left out why. */
    private static String detail(CampaignEvent event, Optional<CampaignSummary> summary) {
        return summary.filter(seen -> event.kind()
                        .filter(kind -> kind == MessageType.CAMPAIGN_PLANNED)
                        .isPresent())
                .map(PlainView::plan)
                .orElse("");
    }

    private static String plan(CampaignSummary summary) {
        var waves = summary.waves().stream()
                .map(wave -> CampaignDrawing.number(wave.planned())
                        + (wave.inWords().isEmpty() ? "" : " (" + wave.inWords() + ")"))
                .collect(Collectors.joining(", "));
        var excluded = CampaignDrawing.reasons(summary.excludedByReason());
        return " Waves of " + waves + (excluded.isEmpty() ? "." : "; left out: " + excluded + ".");
    }

    private static String counts(CampaignSummary summary) {
        var orgs = summary.orgs();
        return "waiting " + orgs.waiting() + ", pushing " + (orgs.scheduled() + orgs.started()) + ", retrying "
                + orgs.retrying() + "; " + CampaignDrawing.ends(orgs) + " of " + orgs.planned();
    }

    @Override
    public void close() {
        out.flush();
    }
}
