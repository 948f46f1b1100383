// What every page is made of.
import { LitElement, html, nothing } from 'lit';
import { SEGMENTS } from './words.js';
import { number, percent } from './format.js';

// Renders into the page itself: one stylesheet, and labels can point at fields across components.
export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }
}

export const badge = (word, testId) =>
  html`<span class="badge ${word.tone}" data-testid=${testId ?? nothing}><span class="dot" aria-hidden="true"></span>${word.label}</span>`;

export const loading = what => html`
  <div class="card placeholder" role="status" data-testid="loading"><span class="spinner" aria-hidden="true"></span>Loading ${what}…</div>`;

export const failure = (message, again) => html`
  <div class="card placeholder bad" role="alert" data-testid="error">
    <div><strong>This could not be loaded.</strong><p>${message}</p></div>
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
