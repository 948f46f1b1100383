package io.pushwave.platform.api;

import io.pushwave.platform.explain.InCampaign;
import io.pushwave.platform.ledger.OrgState;
import io.pushwave.platform.ledger.ViewOrg;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The status service's query interface. */
public final class StatusApi {
    /** The largest page that the service gives. */
    private static final int PAGE = 1000;

    private final JsonHttp http;
    private final URI base;

    public StatusApi(JsonHttp http, URI base) {
        this.http = http;
        this.base = base;
    }

    public CampaignSummary campaign(String campaignId) throws ApiException {
        return http.get(base.resolve("/api/campaigns/" + campaignId), CampaignSummary.class);
    }

    /** The newest campaign for a package version, if there is one yet. */
    public Optional<CampaignSummary> newestCampaign(String packageVersionId) throws ApiException {
        var address = base.resolve("/api/campaigns?limit=1&packageVersionId=" + packageVersionId);
        return http.get(address, CampaignPage.class).items().stream().findFirst();
    }

    /**
     * An org in every campaign that mentions it, the newest first.
     *
     * @throws ApiException if the service does not answer, or not as agreed
     */
    public OrgAnswer org(String orgKey, int limit) throws ApiException {
        var address =
                base.resolve("/api/orgs/" + URLEncoder.encode(orgKey, StandardCharsets.UTF_8) + "?limit=" + limit);
        var answer = http.get(address);
        return switch (answer.status()) {
            case 200 ->
                new OrgAnswer(
                        http.parse(answer.body(), OrgInCampaigns.class).campaigns().stream()
                                .map(OrgInCampaign::asInCampaign)
                                .toList(),
                        "",
                        answer.body());
            case 404 ->
                new OrgAnswer(
                        List.of(), http.parse(answer.body(), Absence.class).inWords(), answer.body());
            default -> throw new ApiException(address + " answered " + answer.status());
        };
    }

    /**
     * What came back about an org.
     *
     * @param absence the service's own sentence if it has never heard of the org, otherwise empty
     * @param json as it came
     */
    public record OrgAnswer(List<InCampaign> campaigns, String absence, String json) {
        public OrgAnswer {
            campaigns = List.copyOf(campaigns);
        }
    }

    record Absence(Optional<String> detail) {
        String inWords() {
            return detail.orElse("no campaign mentions the org");
        }
    }

    record OrgInCampaigns(List<OrgInCampaign> campaigns) {
        OrgInCampaigns {
            campaigns = List.copyOf(campaigns);
        }
    }

    /** Names of states and reasons are read as they come: newer services may have more of them. */
    record OrgInCampaign(
            String campaignId,
            Optional<String> packageName,
            Optional<String> versionNumber,
            Optional<Integer> wave,
            Optional<String> waveName,
            Optional<String> waveKind,
            String state,
            Optional<String> excludedReason,
            Optional<String> explanation) {
        InCampaign asInCampaign() {
            return new InCampaign(
                    campaignId,
                    packageName.orElse("")
                            + versionNumber.map(number -> " " + number).orElse(""),
                    wave,
                    WaveWords.of(waveName, waveKind),
                    state,
                    explanation.or(() -> excludedReason.map(
                            reason -> reason.toLowerCase(Locale.ROOT).replace('_', ' '))));
        }
    }

    /** What happened to a campaign after the event of that sequence number, oldest first, at most one page. */
    public List<CampaignEvent> events(String campaignId, long after) throws ApiException {
        var address = base.resolve("/api/campaigns/" + campaignId + "/events?limit=100&after=" + after);
        return http.get(address, EventPage.class).items();
    }

    /** Every org of a campaign, ascending by org key, one page in memory. The iterator throws {@link ApiFailure}. */
    public Iterator<ViewOrg> orgs(String campaignId) {
        return new OrgPages("/api/campaigns/" + campaignId + "/orgs?limit=" + PAGE);
    }

    /** The orgs of a campaign in one state, as {@link #orgs(String)}. */
    public Iterator<ViewOrg> orgs(String campaignId, OrgState state) {
        return new OrgPages("/api/campaigns/" + campaignId + "/orgs?limit=" + PAGE + "&state=" + state);
    }

    private final class OrgPages implements Iterator<ViewOrg> {
        private final String query;
        private final Queue<ViewOrg> page = new ArrayDeque<>();
        private @Nullable String after = "";

        private OrgPages(String query) {
            this.query = query;
        }

        @Override
        public boolean hasNext() {
            while (page.isEmpty() && after != null) {
                load(after);
            }
            return !page.isEmpty();
        }

        @Override
        public ViewOrg next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.remove();
        }

        private void load(String from) {
            var position = from.isEmpty() ? "" : "&after=" + URLEncoder.encode(from, StandardCharsets.UTF_8);
            try {
                var loaded = http.get(base.resolve(query + position), OrgPage.class);
                loaded.items().forEach(org -> page.add(org.asViewOrg()));
                after = loaded.next().orElse(null);
            } catch (ApiException e) {
                throw new ApiFailure(e);
            }
        }
    }

    record CampaignPage(List<CampaignSummary> items, Optional<String> next) {
        CampaignPage {
            items = List.copyOf(items);
        }
    }

    record EventPage(List<CampaignEvent> items) {
        EventPage {
            items = List.copyOf(items);
        }
    }

    record OrgPage(List<Org> items, Optional<String> next) {
        OrgPage {
            items = List.copyOf(items);
        }
    }

    record Org(
            String orgKey,
            OrgState state,
            int attempt,
            Optional<String> pushJobId,
            Optional<Failure> failure,
            Optional<LeftOut> leftOut) {
        ViewOrg asViewOrg() {
            return new ViewOrg(
                    orgKey,
                    state,
                    attempt,
                    pushJobId,
                    failure.map(Failure::inWords).or(() -> leftOut.map(LeftOut::inWords)));
        }
    }

    record LeftOut(String reason) {
        String inWords() {
            return reason.toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    record Failure(String errorType, @Nullable String title) {
        String inWords() {
            return title == null || title.isBlank() ? errorType : errorType + ": " + title;
        }
    }
}
