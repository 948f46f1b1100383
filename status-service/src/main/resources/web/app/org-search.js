// Orgs of any campaign by a part of their name, or the beginning of their id.
import { html, nothing } from 'lit';
import { get } from './api.js';
import { Part, badge, empty, failure, loading } from './parts.js';
import { ORG_STATES } from './words.js';
import { dayAndTime, name, nameOf } from './format.js';

const PAGE = 50;

class OrgSearch extends Part {
  static properties = { text: {}, orgs: { state: true }, next: { state: true }, error: { state: true } };

  willUpdate(changed) {
    if (changed.has('text')) {
      document.title = `${this.text} · Pushwave`;
      this.orgs = undefined;
      this.load();
    }
  }

  async load(after) {
    const { text } = this;
    this.error = undefined;
    try {
      const page = await get('/api/orgs', { q: text, limit: PAGE, after });
      if (text !== this.text) return;
      this.orgs = [...(after ? this.orgs : []), ...page.items];
      this.next = page.next;
    } catch (error) {
      if (text === this.text) this.error = error;
    }
  }

  render() {
    return html`
      <nav class="crumbs" aria-label="Where you are"><a href="#/">Campaigns</a> <span aria-hidden="true">/</span> <span aria-current="page">Orgs</span></nav>
      <div class="page-head"><div><h1>Orgs with “${this.text}”</h1><p class="lead">By any part of a name that an org was ever known by, or the beginning of its id; each with the newest campaign that has it.</p></div></div>
      ${this.content()}`;
  }

  content() {
    if (this.error && !this.orgs) return failure(this.error.message, () => this.load());
    if (!this.orgs) return loading('orgs');
    if (!this.orgs.length) return empty('No org has this in its name', 'No campaign’s plan has named such an org. An id begins with 00D and is case-sensitive.');
    return html`
      <ul class="campaigns" data-testid="found-orgs">${this.orgs.map(org => this.row(org))}</ul>
      ${this.error ? html`<p class="notice bad" role="status">${this.error.message}</p>` : nothing}
      ${this.next ? html`<p class="more"><button type="button" class="button" @click=${() => this.load(this.next)}>Show more</button></p>` : nothing}`;
  }

  row({ orgKey, matchedName, newest }) {
    const orgName = newest?.orgName || matchedName || 'No name';
    return html`
      <li><a class="card campaign" href="#/orgs/${orgKey}" data-testid="found-org" data-org=${orgKey}>
        <span class="campaign-name"><strong>${name(orgName)}</strong><code>${orgKey}</code>${newest && matchedName !== newest.orgName ? html`<span class="quiet">once ${name(matchedName)}</span>` : nothing}</span>
        <span class="campaign-state">${newest ? badge(ORG_STATES[newest.state]) : nothing}</span>
        <span class="campaign-when quiet">${newest ? dayAndTime(newest.updatedAt) : nothing}</span>
        <span class="campaign-progress quiet">${newest ? nameOf(newest) : nothing}</span>
      </a></li>`;
  }
}

customElements.define('org-search', OrgSearch);
