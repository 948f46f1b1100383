// The shell: header, org search, and the page that the address after # names.
import { html } from 'lit';
import { Part } from './parts.js';
import './campaign-list.js';
import './campaign-page.js';
import './org-page.js';

const parse = () => {
  const [page, id, part, partId] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  if (page === 'campaigns' && id) return { page: 'campaign', id, orgKey: part === 'orgs' ? partId : undefined };
  if (page === 'orgs' && id) return { page: 'org', id };
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
        <form class="find" role="search" @submit=${this.find}>
          <label for="find-org" class="hidden">Find an org by its id</label>
          <input id="find-org" name="org" placeholder="Find an org by its id: 00D…" pattern="\\s*00D[a-zA-Z0-9]{12}([a-zA-Z0-9]{3})?\\s*"
            title="15 or 18 letters and digits beginning with 00D" autocomplete="off" spellcheck="false" required data-testid="find-org">
          <button type="submit" class="button">Find</button>
        </form>
      </header>
      <main id="main" tabindex="-1">${this.page()}</main>
      <footer class="bottom">What this page shows is also an API: <a href="/q/openapi?format=json">description</a>, <a href="/api/campaigns">campaigns</a>.</footer>`;
  }

  page() {
    const { page, id, orgKey } = this.route;
    if (page === 'campaign') return html`<campaign-page .campaignId=${id} .orgKey=${orgKey}></campaign-page>`;
    if (page === 'org') return html`<org-page .orgKey=${id}></org-page>`;
    return html`<campaign-list></campaign-list>`;
  }

  find(event) {
    event.preventDefault();
    location.hash = `#/orgs/${new FormData(event.target).get('org').trim()}`;
  }

  skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }
}

customElements.define('pushwave-console', PushwaveConsole);
