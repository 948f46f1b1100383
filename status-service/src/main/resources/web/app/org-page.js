// One org in every campaign: was it upgraded, and if not, why?
import { html, nothing } from 'lit';
import { get } from './api.js';
import { Part, badge, empty, failure, glance, leftOut, loading } from './parts.js';
import { EXCLUSIONS, ORG_STATES } from './words.js';
import { dayAndTime, name, nameOf, waveName } from './format.js';

class OrgPage extends Part {
  static properties = { orgKey: {}, answer: { state: true }, error: { state: true } };

  willUpdate(changed) {
    if (changed.has('orgKey')) this.load();
  }

  async load() {
    this.answer = undefined;
    this.error = undefined;
    document.title = `${this.orgKey} · Pushwave`;
    try {
      this.answer = await get(`/api/orgs/${encodeURIComponent(this.orgKey)}`);
    } catch (error) {
      this.error = error;
    }
  }

  render() {
    const orgName = this.answer?.campaigns.find(campaign => campaign.orgName)?.orgName;
    return html`
      <nav class="crumbs" aria-label="Where you are"><a href="#/">Campaigns</a> <span aria-hidden="true">/</span> <span aria-current="page">Org ${this.answer?.orgKey ?? this.orgKey}</span></nav>
      <div class="page-head"><div><h1>${name(orgName) ?? 'Org'} <code>${this.answer?.orgKey ?? this.orgKey}</code></h1><p class="lead">Every campaign that mentions this org, newest first.</p></div></div>
      ${this.content()}`;
  }

  content() {
    if (this.error) {
      return this.error.status === 404
        ? html`${empty('No plan has named this org', this.error.message)}
          ${this.error.problem.inAnotherCase?.map(key => html`<p><a href="#/orgs/${key}">Did you mean ${key}?</a></p>`)}`
        : this.error.status === 400 ? empty('This is no org id', this.error.problem.rule ?? this.error.message)
        : failure(this.error.message, () => this.load());
    }
    if (!this.answer) return loading('the org');
    return html`
      <ul class="campaigns" data-testid="org-campaigns">
        ${this.answer.campaigns.map(org => html`
          <li><a class="card campaign" href="#/campaigns/${encodeURIComponent(org.campaignId)}/orgs/${org.orgKey}" data-testid="org-campaign">
            <span class="campaign-name"><strong>${nameOf(org)}</strong><span class="quiet">${name(org.versionName)}</span></span>
            <span class="campaign-state">${badge(ORG_STATES[org.state])}</span>
            <span class="campaign-when quiet">${dayAndTime(org.updatedAt)}</span>
            <span class="campaign-progress quiet">${org.excludedReason ? EXCLUSIONS[org.excludedReason] ?? org.excludedReason : org.wave ? `Wave ${waveName(org.wave, org.waveName)}` : nothing}${org.attempt ? `, attempt ${org.attempt}` : nothing}${org.leftOut ? html`<br>${leftOut(org.leftOut, glance)}` : nothing}${org.failure ? html`<br><span class="bad-text">${name(org.failure.title || org.failure.errorType)}</span> ${glance(org.failure.message)}` : nothing}</span>
          </a></li>`)}
      </ul>`;
  }
}

customElements.define('org-page', OrgPage);
