// Everything that happened to one org in a campaign, beside the page.
import { html, nothing } from 'lit';
import { campaignPath, get } from './api.js';
import { Part, badge, failure, kindTag, leftOut, loading, prose } from './parts.js';
import { ORG_STATES, STRAYS, TIMELINE } from './words.js';
import { dayAndTime, name, time, waveName } from './format.js';

const REFRESH_MILLISECONDS = 2000;
const RUNNING = new Set(['WAITING', 'SCHEDULED', 'STARTED', 'RETRYING']);

class OrgTimeline extends Part {
  static properties = { campaignId: {}, orgKey: {}, openedHere: { type: Boolean }, org: { state: true }, error: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.before = document.activeElement;
    if (this.openedHere) history.replaceState({ pushwaveDialog: true }, '');
    this.timer = setInterval(() => this.org && RUNNING.has(this.org.state) && !document.hidden && this.load(), REFRESH_MILLISECONDS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.before?.focus?.({ preventScroll: true });
  }

  firstUpdated() {
    this.querySelector('dialog').showModal();
  }

  willUpdate(changed) {
    if (changed.has('orgKey')) {
      this.org = undefined;
      this.load();
    }
  }

  async load() {
    try {
      this.org = await get(`${campaignPath(this.campaignId)}/orgs/${encodeURIComponent(this.orgKey)}`);
      this.error = undefined;
    } catch (error) {
      this.error = error.message;
    }
  }

  // Also when the page below takes the dialog away: then the address says so already.
  close() {
    const campaign = `#/campaigns/${encodeURIComponent(this.campaignId)}`;
    if (!location.hash.startsWith(`${campaign}/orgs/`)) return;
    // Opening made an entry in the history, which is taken back: otherwise Back would open the dialog again.
    if (history.state?.pushwaveDialog) {
      history.back();
    } else {
      history.replaceState(null, '', campaign);
      dispatchEvent(new HashChangeEvent('hashchange'));
    }
  }

  render() {
    return html`
      <dialog class="side" aria-labelledby="timeline-title" @close=${this.close} @click=${event => event.target.tagName === 'DIALOG' && event.target.close()} data-testid="org-timeline">
        <div class="side-content">
          <header>
            <div><h2 id="timeline-title">${name(this.org?.orgName) ?? this.orgKey}</h2><code>${this.orgKey}</code></div>
            <button type="button" class="button close" @click=${() => this.querySelector('dialog').close()} aria-label="Close">✕</button>
          </header>
          ${this.error ? failure(this.error, () => this.load()) : this.org ? this.story(this.org) : loading('the org')}
        </div>
      </dialog>`;
  }

  story(org) {
    return html`
      <p>${badge(ORG_STATES[org.state], 'timeline-state')}</p>
      ${org.leftOut ? html`<p>${leftOut(org.leftOut)}</p>` : org.explanation ? html`<p>${prose(org.explanation)}</p>` : nothing}
      <dl class="facts">
        ${org.orgType ? html`<div><dt>Kind</dt><dd>${name(org.orgType)}</dd></div>` : nothing}
        ${org.instanceName ? html`<div><dt>Instance</dt><dd>${name(org.instanceName)}</dd></div>` : nothing}
        ${org.wave ? html`<div><dt>Wave</dt><dd>${waveName(org.wave, org.waveName)} ${kindTag(org.waveKind, org.waveName)}</dd></div>` : nothing}
        ${org.attempt ? html`<div><dt>Attempts</dt><dd>${org.attempt}</dd></div>` : nothing}
        ${org.pushJobId ? html`<div><dt>Push job</dt><dd><code>${org.pushJobId}</code></dd></div>` : nothing}
      </dl>
      <h3>What happened, oldest first</h3>
      <ol class="timeline">
        ${org.timeline.map(entry => html`
          <li class=${TIMELINE[entry.what].tone} data-testid="timeline-entry" data-what=${entry.what}>
            <time datetime=${entry.at} title=${dayAndTime(entry.at)}>${time(entry.at)}</time>
            <span><strong>${TIMELINE[entry.what].label}</strong>${entry.attempt ? html` <span class="quiet">attempt ${entry.attempt}</span>` : nothing}
              ${entry.notCounted ? html`<span class="detail warn-text" data-testid="not-counted">Not counted: ${STRAYS[entry.notCounted] ?? entry.notCounted}</span>` : nothing}
              ${entry.detail ? html`<span class="detail">${prose(entry.detail)}</span>` : nothing}</span>
          </li>`)}
      </ol>
      <p><a href="#/orgs/${org.orgKey}">This org in every campaign</a></p>`;
  }
}

customElements.define('org-timeline', OrgTimeline);
