// The orgs of a campaign, page by page; at first those that failed.
import { html, nothing } from 'lit';
import { campaignPath, get } from './api.js';
import { Part, badge, failure, leftOut, prose } from './parts.js';
import { FAILURE_CLASSES, ORG_STATES } from './words.js';
import { name, number, waveName } from './format.js';

const PAGE = 25;
const REFRESH_MILLISECONDS = 2000;
const CHOICES = [
  ['FAILED', 'Failed'], ['RETRYING', 'Retrying'], ['SCHEDULED,STARTED', 'Pushing'], ['WAITING', 'Waiting'], ['SUCCEEDED', 'Succeeded'],
  ['REACHED', 'Reached by the customer'], ['LEFT_OUT', 'Left out'], ['SKIPPED,CANCELLED', 'Skipped or cancelled'], ['EXCLUDED', 'Excluded'], ['', 'All orgs'],
];

class CampaignOrgs extends Part {
  static properties = {
    campaignId: {},
    // Its numbers and names: the same again is no change, however often it is told.
    waves: { attribute: false, hasChanged: (one, other) => JSON.stringify(one) !== JSON.stringify(other) },
    failed: { type: Number }, retrying: { type: Number },
    state: { state: true }, wave: { state: true }, search: { state: true }, starts: { state: true }, page: { state: true }, error: { state: true },
  };

  constructor() {
    super();
    this.state = 'FAILED';
    this.wave = '';
    this.search = '';
    this.starts = [''];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  willUpdate(changed) {
    if (changed.has('campaignId')) {
      this.begin();
    } else if (changed.has('failed') || changed.has('retrying')) {
      // Numbers change twice a second while a campaign runs; a table that did would not be readable.
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.load();
      }, REFRESH_MILLISECONDS);
    }
  }

  begin() {
    this.starts = [''];
    this.page = undefined;
    this.load();
  }

  async load() {
    const asked = [this.campaignId, this.state, this.wave, this.search, this.starts.at(-1)].join('\n');
    this.asked = asked;
    try {
      const page = await get(`${campaignPath(this.campaignId)}/orgs`, {
        state: this.state, wave: this.wave, q: this.search, after: this.starts.at(-1), limit: PAGE,
      });
      if (asked === this.asked) {
        this.page = page;
        this.error = undefined;
      }
    } catch (error) {
      if (asked === this.asked) this.error = error.message;
    }
  }

  change(name, value) {
    this[name] = value;
    this.begin();
  }

  type(event) {
    clearTimeout(this.typing);
    const value = event.target.value.trim();
    this.typing = setTimeout(() => this.change('search', value), 300);
  }

  next() {
    this.starts = [...this.starts, this.page.next];
    this.load();
  }

  previous() {
    this.starts = this.starts.slice(0, -1);
    this.load();
  }

  render() {
    const label = CHOICES.find(([value]) => value === this.state)[1];
    return html`
      <section aria-labelledby="orgs-title">
        <div class="section-head">
          <h2 id="orgs-title">${this.state ? `${label} orgs` : label}${this.state === 'FAILED' && this.failed ? html` <span class="count bad">${number(this.failed)}</span>` : nothing}</h2>
          <div class="filters">
            <label class="field">State <select @change=${event => this.change('state', event.target.value)} data-testid="org-state-filter">
              ${CHOICES.map(([value, text]) => html`<option value=${value} ?selected=${value === this.state}>${text}</option>`)}</select></label>
            <label class="field">Wave <select @change=${event => this.change('wave', event.target.value)} data-testid="org-wave-filter">
              <option value="">All</option>${this.waves?.map(wave => html`<option value=${wave.number}>${waveName(wave.number, wave.name)}</option>`)}</select></label>
            <label class="field"><span class="hidden">Part of an org’s name, or the beginning of its id</span>
              <input type="search" placeholder="Part of a name, or 00D…" @input=${this.type} maxlength="200" data-testid="org-search"></label>
          </div>
        </div>
        ${this.content()}
      </section>`;
  }

  content() {
    if (this.error && !this.page) return failure(this.error, () => this.load());
    if (!this.page) return html`<div class="card placeholder" role="status"><span class="spinner" aria-hidden="true"></span>Loading orgs…</div>`;
    if (!this.page.items.length) {
      const plain = this.state === 'FAILED' && !this.wave && !this.search;
      return html`<div class="card placeholder ${plain ? 'good' : ''}" data-testid="no-orgs"><div><strong>${plain ? 'No org has failed' : 'No org matches'}</strong>
        <p>${plain ? 'An org that fails for good appears here, with what Salesforce said about it.' : 'Choose another state or wave, or change the search.'}</p></div></div>`;
    }
    return html`
      ${this.error ? html`<p class="notice bad" role="status">${this.error} The table may be old.</p>` : nothing}
      <div class="card table-card" tabindex="0" role="region" aria-label="Table of orgs">
        <table data-testid="orgs-table">
          <caption class="hidden">Orgs of this campaign; choose one to see everything that happened to it</caption>
          <thead><tr><th scope="col">Org</th><th scope="col">Instance</th><th scope="col">Wave</th><th scope="col" class="right">Attempts</th><th scope="col">State</th><th scope="col">Why</th></tr></thead>
          <tbody>${this.page.items.map(org => this.row(org))}</tbody>
        </table>
        <div class="pager">
          <span class="quiet">Page ${this.starts.length}, ordered by org id</span>
          <button type="button" class="button" ?disabled=${this.starts.length === 1} @click=${this.previous} data-testid="orgs-previous">Previous</button>
          <button type="button" class="button" ?disabled=${!this.page.next} @click=${this.next} data-testid="orgs-next">Next</button>
        </div>
      </div>`;
  }

  row(org) {
    const href = `#/campaigns/${encodeURIComponent(org.campaignId)}/orgs/${org.orgKey}`;
    return html`
      <tr data-testid="org-row" data-org=${org.orgKey} @click=${event => event.target.closest('a, details') || (location.hash = href)}>
        <th scope="row" data-label="Org"><a href=${href}>${name(org.orgName) || 'No name'}</a><code>${org.orgKey}</code><span class="quiet">${name(org.orgType)}</span></th>
        <td data-label="Instance">${name(org.instanceName) ?? '–'}</td>
        <td data-label="Wave" class="figure cut" title=${org.waveName ?? nothing}>${org.wave ? waveName(org.wave, org.waveName) : '–'}</td>
        <td data-label="Attempts" class="right figure">${org.attempt || '–'}</td>
        <td data-label="State">${badge(ORG_STATES[org.state])}</td>
        <td data-label="Why" class="why">${this.why(org)}</td>
      </tr>`;
  }

  why(org) {
    if (!org.failure) return html`<span class="quiet">${org.leftOut ? leftOut(org.leftOut) : prose(org.explanation) ?? '–'}</span>`;
    const { errorType, title, message, failureClass } = org.failure;
    return html`<strong>${name(title || errorType)}</strong>${title ? html` <code>${name(errorType)}</code>` : nothing}
      ${message && message !== title ? html`<p>${prose(message)}</p>` : nothing}<p class="quiet">${FAILURE_CLASSES[failureClass] ?? failureClass}</p>`;
  }
}

customElements.define('campaign-orgs', CampaignOrgs);
