// Releases, newest first: who asked for which version, when, and what came of it. Also those that no campaign came of.
import { html, nothing } from 'lit';
import { get } from './api.js';
import { PagedList, Refreshed } from './paged-list.js';
import { badge, empty, failure, loading, prose } from './parts.js';
import { RELEASE_OUTCOMES } from './words.js';
import { dayAndTime, name } from './format.js';

const REJECTED_SHOWN = 3;

const campaignHref = id => `#/campaigns/${encodeURIComponent(id)}`;

const versionOf = release =>
  release.packageName
    ? html`${name(release.packageName)} ${name(release.versionNumber) ?? ''}<code>${release.packageVersionId}</code>`
    : html`<code>${release.packageVersionId}</code>`;

const whyRejected = release => html`${prose(release.detail) || 'No reason was told.'} <code>${name(release.because)}</code>`;

// On the page of campaigns: a rejected release has no campaign there, and nobody would look for it.
class RejectedReleases extends Refreshed {
  static properties = { releases: { state: true }, error: { state: true } };

  async load() {
    if (this.loading) return;
    this.loading = true;
    try {
      const page = await get('/api/releases', { outcome: 'REJECTED', limit: REJECTED_SHOWN });
      this.releases = page.items;
      this.more = Boolean(page.next);
      this.error = undefined;
    } catch (error) {
      this.error = error.message;
    } finally {
      this.loading = false;
    }
  }

  render() {
    if (this.error) return html`<p class="notice bad" role="status">Rejected releases could not be loaded. ${this.error}</p>`;
    if (!this.releases?.length) return nothing;
    return html`
      <section class="notice warn rejected" aria-label="Rejected releases" data-testid="rejected-releases">
        <strong>${this.more ? 'The newest rejected releases' : 'Rejected releases'}: nothing is pushed because of them.</strong>
        <ul>${this.releases.map(release => html`
          <li data-testid="rejected-release" data-release=${release.releaseId}>
            <b>${name(release.packageName) ?? `Package ${release.packageId}`}</b>, version ${name(release.versionNumber) ?? release.packageVersionId},
            ${release.requestedBy ? `by ${name(release.requestedBy)}, ` : nothing}${dayAndTime(release.receivedAt)}: ${whyRejected(release)}</li>`)}</ul>
        <a href="#/releases">All releases</a>
      </section>`;
  }
}

class ReleaseList extends PagedList {
  static address = '/api/releases';
  static title = 'Releases';
  static properties = { outcome: { state: true }, packageId: { state: true } };

  constructor() {
    super();
    this.outcome = '';
    this.packageId = '';
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.typing);
  }

  filters() {
    return { outcome: this.outcome, packageId: this.packageId };
  }

  type(event) {
    clearTimeout(this.typing);
    const value = event.target.value.trim();
    this.typing = setTimeout(() => this.change('packageId', value), 300);
  }

  render() {
    return html`
      <nav class="crumbs" aria-label="Where you are"><a href="#/">Campaigns</a> <span aria-hidden="true">/</span> <span aria-current="page">Releases</span></nav>
      <div class="page-head">
        <div><h1>Releases</h1>
          <p class="lead">A release event asks for one package version to be pushed. It is accepted, and a campaign begins, or it is rejected with a reason.</p></div>
        <div class="filters">
          <label class="field">Show <select @change=${event => this.change('outcome', event.target.value)} data-testid="outcome-filter">
            <option value="">All outcomes</option>
            ${Object.entries(RELEASE_OUTCOMES).map(([outcome, word]) => html`<option value=${outcome}>${word.label}</option>`)}</select></label>
          <label class="field"><span class="hidden">A package’s id</span>
            <input type="search" placeholder="Package id, 033…" @input=${this.type} maxlength="18" data-testid="package-filter"></label>
        </div>
      </div>
      ${this.content()}`;
  }

  content() {
    if (this.error && !this.items) return failure(this.error, () => this.load());
    if (!this.items) return loading('releases');
    if (!this.items.length) {
      return this.outcome || this.packageId
        ? empty('No release matches', 'Choose another outcome, or another package.')
        : empty('No releases yet', 'A release event reaches the planner from the build pipeline through Kafka or by POST /api/releases. It appears here by itself.');
    }
    return html`
      ${this.error ? html`<p class="notice bad" role="status">${this.error} The table may be old.</p>` : nothing}
      <div class="card table-card" tabindex="0" role="region" aria-label="Table of releases">
        <table class="releases" data-testid="releases-table">
          <caption class="hidden">Releases, newest first</caption>
          <thead><tr><th scope="col">Version</th><th scope="col">Asked for by</th><th scope="col">When</th><th scope="col">State</th><th scope="col">What came of it</th></tr></thead>
          <tbody>${this.items.map(release => this.row(release))}</tbody>
        </table>
      </div>
      ${this.next ? html`<p class="more"><button type="button" class="button" @click=${this.more} data-testid="more">Show older releases</button></p>` : nothing}`;
  }

  row(release) {
    return html`
      <tr data-testid="release-row" data-release=${release.releaseId} data-outcome=${release.outcome}>
        <th scope="row" data-label="Version">${versionOf(release)}</th>
        <td data-label="By">${name(release.requestedBy || release.source)}</td>
        <td data-label="When">${dayAndTime(release.receivedAt)}</td>
        <td data-label="State">${badge(RELEASE_OUTCOMES[release.outcome])}</td>
        <td data-label="What came of it" class="why">${this.result(release)}${release.reason ? html`<p class="quiet">Asked for because: ${prose(release.reason)}</p>` : nothing}</td>
      </tr>`;
  }

  result(release) {
    const campaign = release.campaignId ? html`<a href=${campaignHref(release.campaignId)}>its campaign</a>` : nothing;
    if (release.outcome === 'ACCEPTED') return html`It began ${campaign}.`;
    if (release.outcome === 'REJECTED') {
      return html`${whyRejected(release)}${release.campaignId ? html`<p>It had begun, and was aborted: ${campaign}.</p>` : nothing}`;
    }
    return html`<span class="quiet">It is being looked at.</span>`;
  }
}

customElements.define('rejected-releases', RejectedReleases);
customElements.define('release-list', ReleaseList);
