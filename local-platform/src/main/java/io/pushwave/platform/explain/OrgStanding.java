package io.pushwave.platform.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be said of an org before anything else. Pure.
 *
 * @param sentences never empty
 */
public record OrgStanding(Verdict verdict, List<String> sentences) {
    public OrgStanding {
        sentences = List.copyOf(sentences);
    }

    /** Why an org was or was not upgraded, in a word. */
    public enum Verdict {
        /** The newest campaign that mentions it pushes to it, or the executor has a command for it. */
        PLANNED,
        /** The newest campaign that mentions it left it out at planning. */
        EXCLUDED,
        /** No campaign mentions it, and its customer blocks push upgrades. */
        BLOCKED,
        /** No campaign mentions it, and it is inactive. */
        INACTIVE,
        /** No campaign mentions it, and nothing is wrong with it. */
        NOT_PLANNED,
        /** No subscribers, no campaign and no command that has its id. */
        NON_EXISTENT,
        /** Whether there is such an org cannot be told from what was answered. */
        UNKNOWN
    }

    /** What the executor says. */
    public record ExecutorAnswer(Optional<Boolean> exists, boolean commanded, List<Installed> installations) {
        public ExecutorAnswer {
            installations = List.copyOf(installations);
        }
    }

    /**
     * What the status service says.
     *
     * @param absence its own sentence if it has never heard of the org, otherwise empty
     */
    public record StatusAnswer(List<InCampaign> campaigns, String absence) {
        public StatusAnswer {
            campaigns = List.copyOf(campaigns);
        }
    }

    /**
     * Puts the two together.
     *
     * @param executor empty if it did not answer
     * @param status empty if it did not answer, or was not asked
     */
    public static OrgStanding of(Optional<ExecutorAnswer> executor, Optional<StatusAnswer> status) {
        var campaigns = status.map(StatusAnswer::campaigns).orElse(List.of());
        var installations = executor.map(ExecutorAnswer::installations).orElse(List.of());
        boolean commanded = executor.filter(ExecutorAnswer::commanded).isPresent();
        var exists = commanded || !campaigns.isEmpty() ? Optional.of(true) : executor.flatMap(ExecutorAnswer::exists);
        if (exists.isEmpty()) {
            return absent(
                    Verdict.UNKNOWN,
                    "Whether there is such an org cannot be told:"
                            + " the executor does not say whether its copies of the subscribers have it.",
                    status);
        }
        if (!exists.get()) {
            return absent(
                    Verdict.NON_EXISTENT,
                    "There is no such org: no copy of the subscribers has one with this id,"
                            + " and no push was ever commanded for it. Ids are case-sensitive.",
                    status);
        }
        return new OrgStanding(
                verdict(campaigns, installations, commanded), sentences(status, installations, commanded));
    }

    private static OrgStanding absent(Verdict verdict, String sentence, Optional<StatusAnswer> status) {
        var sentences = new ArrayList<String>();
        sentences.add(sentence);
        status.map(StatusAnswer::absence).filter(answer -> !answer.isBlank()).ifPresent(sentences::add);
        return new OrgStanding(verdict, sentences);
    }

    private static Verdict verdict(List<InCampaign> campaigns, List<Installed> installations, boolean commanded) {
        if (!campaigns.isEmpty()) {
            return campaigns.getFirst().isExcluded() ? Verdict.EXCLUDED : Verdict.PLANNED;
        }
        if (commanded) {
            return Verdict.PLANNED;
        }
        if (installations.stream().anyMatch(Installed::isInactive)) {
            return Verdict.INACTIVE;
        }
        return installations.stream().anyMatch(Installed::pushBlocked) ? Verdict.BLOCKED : Verdict.NOT_PLANNED;
    }

    private static List<String> sentences(
            Optional<StatusAnswer> status, List<Installed> installations, boolean commanded) {
        var sentences = new ArrayList<String>();
        if (status.filter(answer -> answer.campaigns().isEmpty()).isPresent() && !commanded) {
            sentences.add("Not planned: no campaign has planned or excluded it.");
        }
        status.ifPresent(answer -> answer.campaigns().forEach(campaign -> sentences.add(campaign.inWords())));
        for (var installation : installations) {
            if (installation.isInactive()) {
                sentences.add("Inactive: it receives no pushes.");
            }
            if (installation.pushBlocked()) {
                sentences.add(
                        "Blocked: its customer blocks push upgrades of package " + installation.packageId() + ".");
            }
            sentences.add(installation.inWords());
        }
        if (sentences.isEmpty()) {
            sentences.add("The executor knows it.");
        }
        return sentences;
    }
}
