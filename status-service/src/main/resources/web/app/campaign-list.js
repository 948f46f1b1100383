// All campaigns, newest first.
import { html, nothing } from 'lit';
import { PagedList } from './paged-list.js';
import { badge, bar, empty, failure, lacks, legend, loading } from './parts.js';
import './release-list.js';
import { CAMPAIGN_STATES, campaignBadge } from './words.js';
import { dayAndTime, elapsed, name, nameOf, number, percent, plural } from './format.js';

class CampaignList extends PagedList {
  static address = '/api/campaigns';
  static title = 'Campaigns';
  static refreshMilliseconds = 3000;
  static properties = { filter: { state: true } };

  constructor() {
    super();
    this.filter = '';
  }

  filters() {
    return { state: this.filter };
  }

  render() {
    return html`
      <div class="page-head">
        <div>
          <h1>Campaigns</h1>
          <p class="lead">A campaign brings one package version to all subscriber orgs, in waves. After each wave a gate decides from the failures whether the next one may begin.</p>
        </div>
        <label class="field">Show
          <select @change=${event => this.change('filter', event.target.value)} data-testid="state-filter">
            <option value="">All states</option>
            ${Object.entries(CAMPAIGN_STATES).map(([state, word]) => html`<option value=${state}>${word.label}</option>`)}
          </select>
        </label>
      </div>
      <rejected-releases></rejected-releases>
      ${this.error && this.items ? html`<p class="notice bad" role="status">${this.error} The numbers below may be old.</p>` : nothing}
      ${this.content()}`;
  }

  content() {
    if (!this.items) {
      return this.error ? failure(this.error, () => this.load()) : loading('campaigns');
    }
    if (!this.items.length) {
      return this.filter
        ? empty('No campaign is in this state', 'Choose another state above to see more.')
        : empty('No campaigns yet', 'A campaign begins when a release event reaches the planner, from the build pipeline through Kafka or by POST /api/releases. It appears here by itself.');
    }
    return html`
      ${legend()}
      <ul class="campaigns" data-testid="campaign-list">${this.items.map(campaign => this.row(campaign))}</ul>
      ${this.next ? html`<p class="more"><button type="button" class="button" @click=${this.more} data-testid="more">Show older campaigns</button></p>` : nothing}`;
  }

  row(campaign) {
    const { orgs } = campaign;
    const open = campaign.waves.find(wave => wave.state === 'OPEN' || wave.state === 'HALTED');
    return html`
      <li>
        <a class="card campaign" href="#/campaigns/${encodeURIComponent(campaign.campaignId)}" data-testid="campaign-row" data-campaign=${campaign.campaignId}>
          <span class="campaign-name"><strong>${nameOf(campaign)}</strong><span class="quiet">${name(campaign.versionName)}</span></span>
          <span class="campaign-state">${badge(campaignBadge(campaign))}
            ${open ? html`<span class="quiet cut" title=${open.name ?? nothing}>wave ${open.number} of ${campaign.waves.length}${open.name ? ` · ${name(open.name)}` : nothing}</span>` : nothing}</span>
          <span class="campaign-when quiet">${dayAndTime(campaign.createdAt)} <br>${campaign.endedAt ? 'took' : 'for'} ${elapsed(campaign)}</span>
          <span class="campaign-progress">
            ${bar(orgs, orgs.planned, 'All waves')}
            ${campaign.state === 'PREPARING' ? html`<span class="quiet">The plan is being made.</span>` : html`<span class="quiet"><strong class="figure">${percent(orgs.succeeded + orgs.reached, orgs.planned)}</strong> of ${plural(orgs.planned, 'org')} have the version${orgs.failed ? html`, <strong class="bad-text">${number(orgs.failed)} failed</strong>` : nothing}${orgs.retrying ? html`, ${number(orgs.retrying)} retrying` : nothing}</span>`}
            ${lacks(campaign) ? html`<span class="warn-text" data-testid="incomplete">Incomplete: ${campaign.missing[0].text}</span>` : nothing}
          </span>
        </a>
      </li>`;
  }
}

customElements.define('campaign-list', CampaignList);
