// The shell: header, org search, and the page that the address after # names.
import { html, nothing } from 'lit';
import { Part } from './parts.js';
import './campaign-list.js';
import './campaign-page.js';
import './health-banner.js';
import './org-page.js';
import './org-search.js';
import './release-list.js';

// What is no text, such as a lone %, stands for itself: it names nothing, and is told so.
const decoded = part => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const parse = () => {
  const [page, id, part, partId] = location.hash.replace(/^#\/?/, '').split('/').map(decoded);
  if (page === 'campaigns' && id) return { page: 'campaign', id, orgKey: part === 'orgs' ? partId : undefined };
  if (page === 'orgs' && id) return { page: 'org', id };
  if (page === 'releases') return { page: 'releases' };
  if (page === 'search' && id) return { page: 'search', id };
  return { page: 'campaigns' };
};

class PushwaveConsole extends Part {
  static properties = { route: { state: true } };

  constructor() {
    super();
    this.route = parse();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', () => {
      const before = this.route;
      this.route = parse();
      if (before.page !== this.route.page || before.id !== this.route.id) {
        scrollTo(0, 0);
        this.updateComplete.then(() => this.querySelector('main').focus({ preventScroll: true }));
      }
    });
  }

  render() {
    return html`
      <a class="skip" href="#main" @click=${this.skip}>Skip to content</a>
      <header class="top">
        <a class="brand" href="#/" aria-label="Pushwave, all campaigns">
          <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect width="32" height="32" rx="8"/><path d="M5 20c4 0 4-6 8-6s4 6 8 6 4-6 6-6"/></svg>
          <span>Pushwave</span>
        </a>
        <nav class="pages" aria-label="Pages">
          ${this.link('campaigns', '#/', 'Campaigns')}
          ${this.link('releases', '#/releases', 'Releases')}
        </nav>
        <form class="find" role="search" @submit=${this.find}>
          <label for="find-org" class="hidden">Find an org by any part of its name, or by its id</label>
          <input id="find-org" name="org" placeholder="Part of an org’s name, or 00D…" maxlength="200"
            autocomplete="off" spellcheck="false" required data-testid="find-org">
          <button type="submit" class="button">Find</button>
        </form>
      </header>
      <health-banner></health-banner>
      <main id="main" tabindex="-1">${this.page()}</main>
      <footer class="bottom">What this page shows is also an API: <a href="/q/openapi?format=json">description</a>, <a href="/api/campaigns">campaigns</a>, <a href="/api/releases">releases</a>.</footer>`;
  }

  link(page, href, label) {
    return html`<a href=${href} aria-current=${this.route.page === page ? 'page' : nothing} data-testid="page-${page}">${label}</a>`;
  }

  page() {
    const { page, id, orgKey } = this.route;
    if (page === 'campaign') return html`<campaign-page .campaignId=${id} .orgKey=${orgKey}></campaign-page>`;
    if (page === 'org') return html`<org-page .orgKey=${id}></org-page>`;
    if (page === 'search') return html`<org-search .text=${id}></org-search>`;
    if (page === 'releases') return html`<release-list></release-list>`;
    return html`<campaign-list></campaign-list>`;
  }

  find(event) {
    event.preventDefault();
    const text = new FormData(event.target).get('org').trim();
    if (!text) return;
    // A whole id, also in the wrong case, has a page of its own, which says what is wrong with it.
    const wholeId = /^00d[a-z0-9]{12}([a-z0-9]{3})?$/i.test(text);
    location.hash = `#/${wholeId ? 'orgs' : 'search'}/${encodeURIComponent(text)}`;
  }

  skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }
}

customElements.define('pushwave-console', PushwaveConsole);
