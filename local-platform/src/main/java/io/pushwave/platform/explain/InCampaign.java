package io.pushwave.platform.explain;

import java.util.Optional;

/**
 * Where an org stands in one campaign, as the status service tells it.
 *
 * @param release package and version for people; may be empty
 * @param waveInWords what people call its wave, and what that is; may be empty
 * @param state the name of its state
 * @param why why it was not upgraded, where that lies in the org
 */
public record InCampaign(
        String campaignId,
        String release,
        Optional<Integer> wave,
        String waveInWords,
        String state,
        Optional<String> why) {
    boolean isExcluded() {
        return state.equals("EXCLUDED");
    }

    String inWords() {
        var campaign = "campaign " + campaignId + (release.isBlank() ? "" : " (" + release.strip() + ")");
        var reason =
                why.map(text -> ": " + (text.endsWith(".") ? text : text + ".")).orElse(".");
        return isExcluded()
                ? "Excluded from " + campaign + reason
                : "In " + campaign
                        + wave.map(number ->
                                        ", wave " + number + (waveInWords.isEmpty() ? "" : " (" + waveInWords + ")"))
                                .orElse("")
                        + ", it is " + state + reason;
    }
}
