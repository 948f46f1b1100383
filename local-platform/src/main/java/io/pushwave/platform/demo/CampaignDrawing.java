package io.pushwave.platform.demo;

import io.pushwave.platform.api.CampaignEvent;
import io.pushwave.platform.api.CampaignSummary;
import io.pushwave.platform.api.CampaignSummary.OrgCounts;
import io.pushwave.platform.api.CampaignSummary.WaveSummary;
import io.pushwave.platform.api.WaveWords;
import io.pushwave.platform.demo.StyledLine.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Draws a campaign as lines of a terminal: a bar and the counts of each wave, and what happened. Pure. */
final class CampaignDrawing {
    private static final int EVENTS_SHOWN = 8;
    private static final int BAR_MAXIMUM = 60;
    private static final int BAR_MINIMUM = 8;
    /** Everything in a wave's line but its bar. */
    private static final int COLUMNS_WIDTH = 75;
    /** What a wave is called begins below the number of its orgs. */
    private static final int WAVE_INDENT = 4;

    private static final int FIRST_WIDE = 0x1100;

    private CampaignDrawing() {}

    static List<StyledLine> draw(Picture picture, int width) {
        var lines = new ArrayList<StyledLine>();
        lines.add(StyledLine.empty());
        lines.add(new StyledLine()
                .add(Style.STRONG, "  " + picture.release())
                .add(Style.FAINT, "   " + clock(picture.elapsed())));
        var summary = picture.summary();
        if (summary.isEmpty() || summary.get().waves().isEmpty()) {
            lines.add(StyledLine.of("  The planner asks for the list of customer orgs and plans the waves ..."));
            return lines;
        }
        lines.addAll(scope(summary.get()));
        lines.add(StyledLine.empty());
        int bar = Math.clamp(width - COLUMNS_WIDTH, BAR_MINIMUM, BAR_MAXIMUM);
        lines.add(header(bar));
        for (var wave : summary.get().waves()) {
            lines.add(waveLine(wave, bar));
            lines.addAll(calledLine(wave, width));
        }
        lines.add(total(summary.get(), bar));
        lines.addAll(beside(summary.get().orgs()));
        lines.add(StyledLine.empty());
        lines.add(legend());
        lines.add(StyledLine.empty());
        lines.addAll(happened(picture.events(), summary.get().createdAt()));
        lines.add(StyledLine.empty());
        lines.add(new StyledLine().add(Style.FAINT, "  The same in a browser, org by org: " + picture.console()));
        return lines;
    }

    private static List<StyledLine> scope(CampaignSummary summary) {
        var orgs = summary.orgs();
        var campaign = new StyledLine()
                .add("  Campaign ")
                .add(stateStyle(summary.state()), summary.state())
                .add(": " + number(orgs.planned()) + " of " + number(orgs.planned() + orgs.excluded())
                        + " customer orgs are to get the version");
        return orgs.excluded() == 0
                ? List.of(campaign)
                : List.of(
                        campaign,
                        new StyledLine().add(Style.FAINT, "  Left out: " + reasons(summary.excludedByReason())));
    }

    static String reasons(Map<String, Long> byReason) {
        return byReason.entrySet().stream()
                .filter(reason -> reason.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(reason -> number(reason.getValue()) + " "
                        + reason.getKey().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private static Style stateStyle(String state) {
        return switch (state) {
            case "COMPLETED" -> Style.GOOD;
            case "HALTED", "ABORTED" -> Style.BAD;
            default -> Style.STRONG;
        };
    }

    private static StyledLine header(int bar) {
        return new StyledLine()
                .add(Style.FAINT, "  %-7s%7s  %s".formatted("", "orgs", " ".repeat(bar)))
                .add(Style.FAINT, "%8s%8s%9s%10s%7s".formatted("waiting", "pushing", "retrying", "succeeded", "failed"))
                .add(Style.FAINT, "  gate");
    }

    private static StyledLine waveLine(WaveSummary wave, int bar) {
        var line = new StyledLine().add("  %-7s%7s  ".formatted("Wave " + wave.number(), number(wave.planned())));
        Bar.of(wave).draw(line, bar);
        counts(line, wave.waiting(), wave.pushing(), wave.retrying(), wave.succeeded(), wave.failed());
        return line.add(gateStyle(wave), "  " + gate(wave));
    }

    /** What the wave is called, in a line of its own: beside the numbers there is no room for it. A long name is cut, the kind is not. */
    private static List<StyledLine> calledLine(WaveSummary wave, int width) {
        if (wave.inWords().isEmpty()) {
            return List.of();
        }
        var indent = " ".repeat(WAVE_INDENT);
        var kind = WaveWords.plainKind(wave.name(), wave.kind())
                .map(word -> ", " + word)
                .orElse("");
        int room = Math.max(1, width - WAVE_INDENT - kind.length());
        return List.of(
                new StyledLine().add(indent + cut(wave.name().orElse(""), room)).add(Style.FAINT, kind));
    }

    /** As much of a text as there is room for. */
    private static String cut(String text, int room) {
        if (text.codePoints().map(CampaignDrawing::columns).sum() <= room) {
            return text;
        }
        var beginning = new StringBuilder();
        int left = room - 1;
        for (int character : text.codePoints().toArray()) {
            left -= columns(character);
            if (left < 0) {
                break;
            }
            beginning.appendCodePoint(character);
        }
        return beginning + "…";
    }

    /** How many columns of a terminal a character takes at most: from Hangul on it may be a wide one. */
    private static int columns(int character) {
        return character < FIRST_WIDE ? 1 : 2;
    }

    private static StyledLine total(CampaignSummary summary, int bar) {
        var orgs = summary.orgs();
        var line = new StyledLine().add("  %-7s%7s  %s".formatted("All", number(orgs.planned()), " ".repeat(bar)));
        counts(
                line,
                orgs.waiting(),
                orgs.scheduled() + orgs.started(),
                orgs.retrying(),
                orgs.succeeded(),
                orgs.failed());
        return line.add(Style.STRONG, "  " + percent(orgs.ended(), orgs.planned()) + " done");
    }

    /** Ends that have no column. */
    private static List<StyledLine> beside(OrgCounts orgs) {
        var others = otherEnds(orgs);
        return others.isEmpty()
                ? List.of()
                : List.of(new StyledLine().add(Style.FAINT, "  Beside these: " + String.join(", ", others)));
    }

    private static List<String> otherEnds(OrgCounts orgs) {
        var ends = new ArrayList<String>();
        if (orgs.reached() > 0) {
            ends.add(number(orgs.reached()) + " reached by their customers");
        }
        if (orgs.leftOut() > 0) {
            ends.add(number(orgs.leftOut()) + " left out");
        }
        if (orgs.skipped() > 0) {
            ends.add(number(orgs.skipped()) + " skipped");
        }
        if (orgs.cancelled() > 0) {
            ends.add(number(orgs.cancelled()) + " cancelled");
        }
        return ends;
    }

    /** How orgs have ended, such as {@code 552 succeeded, 3 reached by their customers, 4 left out, 1 failed}. */
    static String ends(OrgCounts orgs) {
        var ends = new ArrayList<String>();
        ends.add(number(orgs.succeeded()) + " succeeded");
        ends.addAll(otherEnds(orgs));
        ends.add(number(orgs.failed()) + " failed");
        return String.join(", ", ends);
    }

    private static void counts(
            StyledLine line, long waiting, long pushing, long retrying, long succeeded, long failed) {
        line.add(Style.PLAIN, "%8s".formatted(number(waiting)))
                .add(pushing > 0 ? Style.BUSY : Style.PLAIN, "%8s".formatted(number(pushing)))
                .add(retrying > 0 ? Style.AGAIN : Style.PLAIN, "%9s".formatted(number(retrying)))
                .add(succeeded > 0 ? Style.GOOD : Style.PLAIN, "%10s".formatted(number(succeeded)))
                .add(failed > 0 ? Style.BAD : Style.PLAIN, "%7s".formatted(number(failed)));
    }

    private static String gate(WaveSummary wave) {
        if (wave.gate().isPresent()) {
            return wave.gate().get().toLowerCase(Locale.ROOT);
        }
        if (wave.openedAt().isEmpty()) {
            return "waits";
        }
        return wave.ended() == wave.planned() ? "bakes" : "≤ " + number(wave.toleratedFailures()) + " failed";
    }

    private static Style gateStyle(WaveSummary wave) {
        return switch (wave.gate().orElse("")) {
            case "PASSED" -> Style.GOOD;
            case "HALTED" -> Style.BAD;
            default -> wave.openedAt().isPresent() ? Style.PLAIN : Style.FAINT;
        };
    }

    private static StyledLine legend() {
        return new StyledLine()
                .add("  ")
                .add(Style.GOOD, Bar.SUCCEEDED + " has the version   ")
                .add(Style.BAD, Bar.FAILED + " failed   ")
                .add(Style.BUSY, Bar.PUSHING + " pushing (in Salesforce's hands)   ")
                .add(Style.AGAIN, Bar.RETRYING + " failed, tried again soon   ")
                .add(Style.FAINT, Bar.UNPUSHED + " nothing pushed   ")
                .add(Style.FAINT, Bar.WAITING + " waiting");
    }

    private static List<StyledLine> happened(List<CampaignEvent> events, Instant begin) {
        return events.subList(Math.max(0, events.size() - EVENTS_SHOWN), events.size()).stream()
                .map(event -> new StyledLine()
                        .add(Style.FAINT, "  " + clock(Duration.between(begin, event.at())) + "  ")
                        .add(eventStyle(event), event.text()))
                .toList();
    }

    private static Style eventStyle(CampaignEvent event) {
        return event.kind()
                .map(kind -> switch (kind) {
                    case CAMPAIGN_HALTED, CAMPAIGN_ABORTED -> Style.BAD;
                    case GATE_DECIDED, CAMPAIGN_COMPLETED -> Style.GOOD;
                    default -> Style.PLAIN;
                })
                .orElse(Style.PLAIN);
    }

    /** Minutes and seconds; never below zero, the clocks of two processes are not read at the same moment. */
    static String clock(Duration elapsed) {
        long seconds = Math.max(0, elapsed.toSeconds());
        return "%02d:%02d".formatted(seconds / 60, seconds % 60);
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String percent(long part, long whole) {
        return (whole == 0 ? 100 : part * 100 / whole) + " %";
    }

    /** A wave's orgs as a bar whose every cell is the share of one state, in the order in which they end. */
    record Bar(long succeeded, long failed, long unpushed, long pushing, long retrying, long waiting) {
        static final String SUCCEEDED = "█";
        static final String FAILED = "▓";
        static final String UNPUSHED = "-";
        static final String PUSHING = "▒";
        static final String RETRYING = "░";
        static final String WAITING = "·";

        static Bar of(WaveSummary wave) {
            return new Bar(
                    wave.succeeded() + wave.reached(),
                    wave.failed(),
                    wave.leftOut() + wave.skipped() + wave.cancelled(),
                    wave.pushing(),
                    wave.retrying(),
                    wave.waiting());
        }

        void draw(StyledLine line, int cells) {
            var amounts = new long[] {succeeded, failed, unpushed, pushing, retrying, waiting};
            var shares = shares(amounts, cells);
            line.add(Style.GOOD, SUCCEEDED.repeat(shares[0]))
                    .add(Style.BAD, FAILED.repeat(shares[1]))
                    .add(Style.FAINT, UNPUSHED.repeat(shares[2]))
                    .add(Style.BUSY, PUSHING.repeat(shares[3]))
                    .add(Style.AGAIN, RETRYING.repeat(shares[4]))
                    .add(Style.FAINT, WAITING.repeat(shares[5]));
        }

        /** Whole cells that add up to all of them; what exists at all gets a cell, at the cost of the largest. */
        static int[] shares(long[] amounts, int cells) {
            long whole = 0;
            for (long amount : amounts) {
                whole += amount;
            }
            var shares = new int[amounts.length];
            if (whole == 0) {
                shares[amounts.length - 1] = cells;
                return shares;
            }
            int used = 0;
            int largest = 0;
            for (int at = 0; at < amounts.length; at++) {
                shares[at] = amounts[at] == 0 ? 0 : Math.toIntExact(Math.max(1, amounts[at] * cells / whole));
                used += shares[at];
                largest = amounts[at] > amounts[largest] ? at : largest;
            }
            shares[largest] += cells - used;
            return shares;
        }
    }

    /** How a campaign ended, in a line. */
    static String ending(CampaignSummary summary, Optional<Duration> took) {
        return "Campaign " + summary.state().toLowerCase(Locale.ROOT)
                + took.map(time -> " " + Stopwatch.seconds(time) + " s after the release event")
                        .orElse("");
    }
}
