// Results of a campaign that do not count: how many, why, and the first of them.
import { html, nothing } from 'lit';
import { campaignPath, get } from './api.js';
import { Part, failure, prose } from './parts.js';
import { STRAYS } from './words.js';
import { dayAndTime, name, number, plural } from './format.js';

const PAGE = 25;

class StrayResults extends Part {
  static properties = { campaignId: {}, counts: {}, page: { state: true }, error: { state: true } };

  async load() {
    try {
      this.page = await get(`${campaignPath(this.campaignId)}/stray-results`, { limit: PAGE });
      this.error = undefined;
    } catch (error) {
      this.error = error.message;
    }
  }

  render() {
    const reasons = Object.entries(this.counts ?? {});
    const total = reasons.reduce((sum, [, n]) => sum + n, 0);
    if (!total) return nothing;
    return html`
      <div class="notice warn strays" data-testid="stray-results">
        <strong>${plural(total, 'result')} came that ${total === 1 ? 'does' : 'do'} not count.</strong>
        <ul>${reasons.map(([reason, n]) => html`<li>${STRAYS[reason] ?? reason}: ${number(n)}</li>`)}</ul>
        <details @toggle=${event => event.target.open && this.load()}>
          <summary>Show them</summary>
          ${this.error ? failure(this.error, () => this.load()) : nothing}
          ${this.page ? html`
            <div class="table-card" tabindex="0" role="region" aria-label="Results that do not count">
              <table>
                <thead><tr><th scope="col">Org</th><th scope="col">Says</th><th scope="col" class="right">Wave</th><th scope="col" class="right">Attempt</th><th scope="col">When</th><th scope="col">Not counted, because</th></tr></thead>
                <tbody>${this.page.items.map(stray => html`
                  <tr><th scope="row">${name(stray.orgName) ?? nothing}<code>${stray.orgKey}</code></th><td>${stray.result}</td><td class="right figure">${stray.wave}</td>
                    <td class="right figure">${stray.attempt}</td><td>${dayAndTime(stray.at)}</td><td>${prose(stray.text)}</td></tr>`)}</tbody>
              </table>
            </div>
            ${this.page.next ? html`<p class="quiet">There are more: <a href="${campaignPath(this.campaignId)}/stray-results">the API has all</a>.</p>` : nothing}` : nothing}
        </details>
      </div>`;
  }
}

customElements.define('stray-results', StrayResults);
