// All campaigns, newest first.
import { html, nothing } from 'lit';
import { get } from './api.js';
import { Part, badge, bar, empty, failure, legend, loading } from './parts.js';
import { CAMPAIGN_STATES } from './words.js';
import { dayAndTime, elapsed, number, percent, plural } from './format.js';

const REFRESH_MILLISECONDS = 3000;
const PAGE = 50;

class CampaignList extends Part {
  static properties = { campaigns: { state: true }, next: { state: true }, error: { state: true }, filter: { state: true } };

  constructor() {
    super();
    this.filter = '';
    this.pages = 1;
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Campaigns · Pushwave';
    this.load();
    this.timer = setInterval(() => document.hidden || this.load(), REFRESH_MILLISECONDS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  async load() {
    const filter = this.filter;
    try {
      const campaigns = [];
      let next;
      for (let page = 0; page < this.pages && (page === 0 || next); page++) {
        const answer = await get('/api/campaigns', { state: filter, limit: PAGE, after: next });
        campaigns.push(...answer.items);
        next = answer.next ?? undefined;
      }
      if (filter === this.filter) {
        this.campaigns = campaigns;
        this.next = next;
        this.error = undefined;
      }
    } catch (error) {
      this.error = error.message;
    }
  }

  choose(event) {
    this.filter = event.target.value;
    this.pages = 1;
    this.campaigns = undefined;
    this.load();
  }

  more() {
    this.pages++;
    this.load();
  }

  render() {
    return html`
      <div class="page-head">
        <div>
          <h1>Campaigns</h1>
          <p class="lead">A campaign brings one package version to all subscriber orgs, in waves. After each wave a gate decides from the failures whether the next one may begin.</p>
        </div>
        <label class="field">Show
          <select @change=${this.choose} data-testid="state-filter">
            <option value="">All states</option>
            ${Object.entries(CAMPAIGN_STATES).map(([state, word]) => html`<option value=${state}>${word.label}</option>`)}
          </select>
        </label>
      </div>
      ${this.error && this.campaigns ? html`<p class="notice bad" role="status">${this.error} The numbers below may be old.</p>` : nothing}
      ${this.content()}`;
  }

  content() {
    if (!this.campaigns) {
      return this.error ? failure(this.error, () => this.load()) : loading('campaigns');
    }
    if (!this.campaigns.length) {
      return this.filter
        ? empty('No campaign is in this state', 'Choose another state above to see more.')
        : empty('No campaigns yet', 'A campaign begins when a release event reaches the planner, from the build pipeline through Kafka or by POST /api/releases. It appears here by itself.');
    }
    return html`
      ${legend()}
      <ul class="campaigns" data-testid="campaign-list">${this.campaigns.map(campaign => this.row(campaign))}</ul>
      ${this.next ? html`<p class="more"><button type="button" class="button" @click=${this.more} data-testid="more">Show older campaigns</button></p>` : nothing}`;
  }

  row(campaign) {
    const { orgs } = campaign;
    const open = campaign.waves.find(wave => wave.state === 'OPEN' || wave.state === 'HALTED');
    return html`
      <li>
        <a class="card campaign" href="#/campaigns/${encodeURIComponent(campaign.campaignId)}" data-testid="campaign-row" data-campaign=${campaign.campaignId}>
          <span class="campaign-name"><strong>${campaign.packageName} ${campaign.versionNumber}</strong><span class="quiet">${campaign.versionName}</span></span>
          <span class="campaign-state">${badge(CAMPAIGN_STATES[campaign.state])}
            ${open ? html`<span class="quiet">wave ${open.number} of ${campaign.waves.length}</span>` : nothing}</span>
          <span class="campaign-when quiet">${dayAndTime(campaign.createdAt)} <br>${campaign.endedAt ? 'took' : 'for'} ${elapsed(campaign)}</span>
          <span class="campaign-progress">
            ${bar(orgs, orgs.planned, 'All waves')}
            ${campaign.state === 'PREPARING' ? html`<span class="quiet">The plan is being made.</span>` : html`<span class="quiet"><strong class="figure">${percent(orgs.succeeded, orgs.planned)}</strong> of ${plural(orgs.planned, 'org')} succeeded${orgs.failed ? html`, <strong class="bad-text">${number(orgs.failed)} failed</strong>` : nothing}${orgs.retrying ? html`, ${number(orgs.retrying)} retrying` : nothing}</span>`}
          </span>
        </a>
      </li>`;
  }
}

customElements.define('campaign-list', CampaignList);
