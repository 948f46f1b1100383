// What every page is made of.
import { LitElement, html, nothing } from 'lit';
import { LEFT_OUT, SEGMENTS, WAVE_KINDS } from './words.js';
import { beginning, number, percent } from './format.js';

// What is read at a glance; the rest of a longer text is one click away.
const GLANCE_CHARACTERS = 400;

// Renders into the page itself: one stylesheet, and labels can point at fields across components.
export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }
}

export const glance = text => text && beginning(text, GLANCE_CHARACTERS);

// A text from outside, of any length: nothing but its beginning is in the page until somebody wants the rest.
export const prose = text => (!text || text.length <= GLANCE_CHARACTERS ? text : html`<long-text .text=${text}></long-text>`);

class LongText extends Part {
  static properties = { text: {}, open: { state: true } };

  render() {
    return html`
      <details class="prose" @toggle=${event => (this.open = event.target.open)}>
        <summary>${glance(this.text)} <span class="quiet">(${number(this.text.length)} characters)</span></summary>
        ${this.open ? this.text : nothing}
      </details>`;
  }
}

customElements.define('long-text', LongText);

export const badge = (word, testId) =>
  html`<span class="badge ${word.tone}" data-testid=${testId ?? nothing}><span class="dot" aria-hidden="true"></span>${word.label}</span>`;

// What kind a wave is, unless its name says just that.
export const kindTag = (kind, waveTitle, testId) => {
  const word = WAVE_KINDS[kind];
  return !word || word.label === waveTitle?.toLowerCase() ? nothing
    : html`<span class="tag" title=${word.meaning} data-testid=${testId ?? nothing}>${word.label}</span>`;
};

export const loading = what => html`
  <div class="card placeholder" role="status" data-testid="loading"><span class="spinner" aria-hidden="true"></span>Loading ${what}…</div>`;

export const failure = (message, again) => html`
  <div class="card placeholder bad" role="alert" data-testid="error">
    <div><strong>This could not be loaded.</strong><p>${prose(message)}</p></div>
    ${again ? html`<button type="button" class="button" @click=${again}>Try again</button>` : nothing}
  </div>`;

export const empty = (title, text) => html`
  <div class="card placeholder" data-testid="empty"><div><strong>${title}</strong><p>${text}</p></div></div>`;

export const sum = counts => SEGMENTS.reduce((total, segment) => total + segment.count(counts), 0);

// A stacked bar. It is drawn against the planned number, so what the view has not seen yet stays empty.
export function bar(counts, planned, label, testId) {
  const whole = Math.max(planned, sum(counts), 1);
  const parts = SEGMENTS.map(segment => ({ ...segment, n: segment.count(counts) })).filter(part => part.n > 0);
  const text = parts.length
    ? parts.map(part => `${number(part.n)} ${part.label.toLowerCase()}`).join(', ')
    : 'nothing yet';
  return html`
    <div class="bar" role="img" aria-label="${label}: ${text}" data-testid=${testId ?? nothing}>
      ${parts.map(part => html`
        <span class="segment ${part.key}" style="flex-grow: ${part.n / whole}" title="${part.label}: ${number(part.n)} (${percent(part.n, whole)})"></span>`)}
      <span style="flex-grow: ${Math.max(0, 1 - sum(counts) / whole)}"></span>
    </div>`;
}

export const legend = () => html`
  <ul class="legend" aria-label="What the colours mean">
    ${SEGMENTS.map(segment => html`<li title=${segment.meaning}><span class="swatch ${segment.key}" aria-hidden="true"></span>${segment.label}</li>`)}
  </ul>`;

// Why an org was left out, in our words and in Salesforce's. Inside a link nothing else can be clicked: there a glance is all.
export const leftOut = ({ reason, message }, shown = prose) =>
  html`${LEFT_OUT[reason] ?? reason}${message ? html`. Salesforce says: ${shown(message)}` : nothing}`;

// Whether the view lacks what it should know. While a campaign runs, what is still being read comes within a second.
export const lacks = campaign => !campaign.complete && (campaign.endedAt || campaign.missing.some(one => !one.stillReading));

// What the view does not know of a campaign, and so is no end.
export const incomplete = campaign => !lacks(campaign) ? nothing : html`
  <div class="notice warn" role="status" data-testid="incomplete">
    <strong>This view is incomplete; the numbers are no end.</strong>
    <ul>${campaign.missing.map(one => html`<li>${one.text}</li>`)}</ul>
  </div>`;
