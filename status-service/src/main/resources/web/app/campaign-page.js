// One campaign, live.
import { html, nothing } from 'lit';
import { campaignPath, follow, get } from './api.js';
import { Part, badge, bar, failure, incomplete, kindTag, legend, loading, prose } from './parts.js';
import { EXCLUSIONS, LEFT_OUT, SEGMENTS, WAVE_KINDS, campaignBadge, eventTone, waveBadge } from './words.js';
import { dayAndTime, duration, elapsed, name, nameOf, number, percent, plural, time, waveName } from './format.js';
import './campaign-orgs.js';
import './org-timeline.js';
import './stray-results.js';

const CONNECTIONS = {
  connecting: { label: 'Connecting…', tone: 'neutral' },
  live: { label: 'Live', tone: 'good' },
  reconnecting: { label: 'Connection lost, reconnecting…', tone: 'warn' },
  trouble: { label: 'Connected, but nothing can be told', tone: 'bad' },
};
const EVENTS_SHOWN = 200;
// Enough to tell two plans apart at a glance; the whole hash is in the title.
const HASH_SHOWN = 12;

class CampaignPage extends Part {
  static properties = {
    campaignId: {}, orgKey: {}, campaign: { state: true }, events: { state: true }, connection: { state: true }, error: { state: true }, now: { state: true },
    trouble: { state: true }, signAt: { state: true }, changedAt: { state: true }, orgOpenedHere: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => (this.now = Date.now()), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.stop?.();
  }

  willUpdate(changed) {
    if (changed.has('campaignId')) {
      this.begin();
    }
    if (changed.has('orgKey')) {
      // Somebody who came with the address of an org has nothing to go back to.
      this.orgOpenedHere = changed.get('orgKey') === undefined && this.hasUpdated && !changed.has('campaignId');
    }
  }

  async begin() {
    this.stop?.();
    this.stop = undefined;
    this.campaign = undefined;
    this.text = undefined;
    this.events = [];
    this.error = undefined;
    this.trouble = undefined;
    this.connection = 'connecting';
    const campaignId = this.campaignId;
    try {
      const campaign = await get(campaignPath(campaignId));
      if (campaignId !== this.campaignId || !this.isConnected) return;
      this.show(campaign);
      this.stop = follow(campaignId, {
        onSummary: summary => this.show(summary),
        onEvent: event => this.note(event),
        onConnection: state => (this.connection = state),
        onTrouble: text => (this.trouble = text),
        onSign: () => (this.signAt = Date.now()),
      });
    } catch (error) {
      this.error = error;
    }
  }

  show(campaign) {
    // At first only the time of the newest event is known; what changes while somebody looks on is seen here.
    const text = JSON.stringify(campaign);
    this.changedAt = this.text === undefined ? Date.parse(campaign.updatedAt) : text === this.text ? this.changedAt : Date.now();
    this.text = text;
    this.campaign = campaign;
    document.title = `${nameOf(campaign)}: ${campaignBadge(campaign).label} · Pushwave`;
  }

  note(event) {
    if (!this.events.some(known => known.sequence === event.sequence)) {
      this.events = [event, ...this.events].sort((one, other) => other.sequence - one.sequence).slice(0, EVENTS_SHOWN);
    }
  }

  render() {
    const crumbs = html`<nav class="crumbs" aria-label="Where you are"><a href="#/">Campaigns</a> <span aria-hidden="true">/</span> <span aria-current="page">${this.campaign ? nameOf(this.campaign) : name(this.campaignId)}</span></nav>`;
    if (this.error) {
      return html`${crumbs}${this.error.status === 404
        ? failure(`${this.error.message} It may not have been told to this service yet.`, () => this.begin())
        : failure(this.error.message, () => this.begin())}`;
    }
    if (!this.campaign) {
      return html`${crumbs}${loading('the campaign')}`;
    }
    const campaign = this.campaign;
    return html`
      ${crumbs}
      ${this.head(campaign)}
      ${this.trouble ? html`<div class="notice bad" role="alert" data-testid="trouble"><strong>${this.trouble}</strong></div>` : nothing}
      ${incomplete(campaign)}
      ${this.halt(campaign)}
      ${this.tiles(campaign)}
      <section aria-labelledby="waves-title">
        <div class="section-head"><h2 id="waves-title">Waves</h2>${legend()}</div>
        ${campaign.waves.length
          ? html`<div class="waves">${campaign.waves.map(wave => this.wave(wave, campaign))}</div>`
          : html`<div class="card placeholder" role="status"><span class="spinner" aria-hidden="true"></span>The plan is being made: which orgs, in which wave.</div>`}
      </section>
      <div class="columns">
        ${this.history()}
        <div>${this.exclusions(campaign)}${this.leftOut(campaign)}</div>
      </div>
      <stray-results .campaignId=${campaign.campaignId} .counts=${campaign.strayResults}></stray-results>
      <campaign-orgs .campaignId=${campaign.campaignId} .waves=${campaign.waves.map(wave => ({ number: wave.number, name: wave.name }))} .failed=${campaign.orgs.failed} .retrying=${campaign.orgs.retrying}></campaign-orgs>
      ${this.orgKey ? html`<org-timeline .campaignId=${campaign.campaignId} .orgKey=${this.orgKey} .openedHere=${this.orgOpenedHere}></org-timeline>` : nothing}`;
  }

  head(campaign) {
    const state = campaignBadge(campaign);
    return html`
      <div class="page-head">
        <div>
          <h1 data-testid="campaign-title">${campaign.packageName ? html`${name(campaign.packageName)} <span class="figure">${name(campaign.versionNumber)}</span>` : nameOf(campaign)}</h1>
          <p class="lead"><span data-testid="campaign-state" data-state=${campaign.state}>${badge(state)}</span> ${state.meaning}</p>
        </div>
        <div class="head-side">
          <span role="status" aria-live="polite" data-testid="connection-state" data-state=${this.connection}>${badge(CONNECTIONS[this.connection])}</span>
          <span class="quiet figure" data-testid="last-change">last change ${this.ago(this.changedAt)} ago</span>
          <span class="elapsed"><span class="quiet">${campaign.endedAt ? 'Took' : 'Elapsed'}</span> <strong class="figure" data-testid="campaign-elapsed">${elapsed(campaign)}</strong></span>
        </div>
      </div>
      <dl class="facts">
        ${campaign.packageVersionId ? html`<div><dt>Version</dt><dd>${name(campaign.versionName)} <code>${campaign.packageVersionId}</code></dd></div>` : nothing}
        <div><dt>Started</dt><dd>${dayAndTime(campaign.createdAt)}</dd></div>
        ${campaign.requestedBy ? html`<div><dt>Requested by</dt><dd>${prose(campaign.requestedBy)}</dd></div>` : nothing}
        ${campaign.reason ? html`<div><dt>Reason</dt><dd>${prose(campaign.reason)}</dd></div>` : nothing}
        ${campaign.strategy ? html`<div><dt>Strategy</dt><dd>${prose(campaign.strategy)}</dd></div>` : nothing}
        ${campaign.planRevision ? html`<div><dt>Plan</dt><dd data-testid="plan-revision">Revision ${number(campaign.planRevision)} <code title=${campaign.planHash}>${campaign.planHash.slice(0, HASH_SHOWN)}…</code></dd></div>` : nothing}
      </dl>`;
  }

  ago(then) {
    return duration(Math.max(0, (this.now ?? Date.now()) - then));
  }

  halt(campaign) {
    if (campaign.state !== 'HALTED' && campaign.state !== 'ABORTED') return nothing;
    const type = `CAMPAIGN_${campaign.state}`;
    const event = this.events.find(known => known.type === type);
    return event
      ? html`<div class="notice bad" role="alert" data-testid="halt-reason"><strong>${campaign.state === 'HALTED' ? 'Halted' : 'Aborted'} by ${event.by === 'gate' ? 'the gate' : name(event.by)} at ${time(event.at)}.</strong> ${prose(event.reason)}</div>`
      : nothing;
  }

  tiles(campaign) {
    const { orgs } = campaign;
    return html`
      <section class="card totals" aria-label="All orgs">
        <div class="totals-head">
          <p><strong class="huge figure" data-testid="succeeded-share">${percent(orgs.succeeded + orgs.reached, orgs.planned)}</strong> have the version</p>
          <p class="quiet"><strong class="figure" data-testid="count-planned">${number(orgs.planned)}</strong> orgs planned, <strong class="figure" data-testid="count-excluded">${number(orgs.excluded)}</strong> excluded</p>
        </div>
        ${bar(orgs, orgs.planned, 'All waves', 'total-bar')}
        <ul class="tiles">
          ${SEGMENTS.map(segment => html`
            <li class="tile" title=${segment.meaning}><span class="swatch ${segment.key}" aria-hidden="true"></span>
              <strong class="figure" data-testid="count-${segment.key}">${number(segment.count(orgs))}</strong><span>${segment.label}</span></li>`)}
        </ul>
        <details class="words">
          <summary>What do these words mean?</summary>
          <dl>
            ${SEGMENTS.map(segment => html`<div><dt>${segment.label}</dt><dd>${segment.meaning}</dd></div>`)}
            <div><dt>Wave</dt><dd>A part of the orgs. A wave opens only when the one before it has passed its gate. The word beside its name says by what it takes its orgs: ${Object.values(WAVE_KINDS).map(kind => kind.label).join(', ')}.</dd></div>
            <div><dt>Gate</dt><dd>The rule at the end of a wave. If more orgs fail than are tolerated, it halts the whole campaign at once.</dd></div>
            <div><dt>Excluded</dt><dd>Orgs that cannot or must not be upgraded, by the plan; they are not part of any wave.</dd></div>
          </dl>
        </details>
      </section>`;
  }

  wave(wave, campaign) {
    const ended = wave.succeeded + wave.reached + wave.failed + wave.leftOut + wave.skipped + wave.cancelled;
    return html`
      <article class="card wave" aria-labelledby="wave-${wave.number}" data-testid="wave-${wave.number}">
        <header>
          <h3 id="wave-${wave.number}">Wave ${wave.number}${wave.name ? html` <span class="wave-name" title=${wave.name} data-testid="wave-${wave.number}-name">${name(wave.name)}</span>` : nothing}</h3>
          ${kindTag(wave.kind, wave.name, `wave-${wave.number}-kind`)}
          <span data-testid="wave-${wave.number}-state" data-state=${wave.state}>${badge(waveBadge(wave, campaign))}</span>
          <span class="quiet wave-size">${plural(wave.planned, 'org')} · ${percent(ended, wave.planned)} done</span>
        </header>
        ${bar(wave, wave.planned, `Wave ${waveName(wave.number, wave.name)}`, `wave-${wave.number}-bar`)}
        <ul class="counts">
          ${SEGMENTS.filter(segment => segment.count(wave) > 0 || segment.key === 'succeeded' || segment.key === 'failed').map(segment => html`
            <li data-testid="wave-${wave.number}-${segment.key}"><span class="swatch ${segment.key}" aria-hidden="true"></span><strong class="figure">${number(segment.count(wave))}</strong> ${segment.label.toLowerCase()}</li>`)}
        </ul>
        ${this.gate(wave, campaign)}
      </article>`;
  }

  gate(wave, campaign) {
    if (wave.gate) {
      const numbers = wave.gateNumbers;
      const overruled = wave.gate === 'HALTED' && wave.state !== 'HALTED';
      return html`
        <p class="gate ${wave.gate === 'PASSED' ? 'good' : 'bad'}" data-testid="wave-${wave.number}-gate" data-gate=${wave.gate}>
          <strong>${wave.gate === 'PASSED' ? 'Gate passed' : 'Gate halted the campaign'} at ${time(wave.decidedAt)}</strong>${overruled ? ' (resumed since)' : nothing}.
          <span data-testid="wave-${wave.number}-gate-numbers">At the decision: of ${plural(numbers.planned, 'org')} ${number(numbers.succeeded)} succeeded${numbers.reached ? html`, ${number(numbers.reached)} reached by the customer` : nothing}, <strong>${number(numbers.failed)} failed</strong>${numbers.leftOut ? html`, ${number(numbers.leftOut)} left out` : nothing}${numbers.skipped ? html`, ${number(numbers.skipped)} skipped` : nothing}${numbers.cancelled ? html`, ${number(numbers.cancelled)} cancelled` : nothing}; up to ${plural(numbers.toleratedFailures, 'failure')} tolerated.</span>
          <span class="quiet">${prose(wave.gateReason)}</span>
        </p>`;
    }
    const rule = `halts the campaign if more than ${plural(wave.toleratedFailures, 'org')} of this wave ${wave.toleratedFailures === 1 ? 'fails' : 'fail'}.`;
    const before = wave.number > 1 && wave.state === 'WAITING' ? `Opens when the gate of wave ${wave.number - 1} has passed. ` : '';
    const over = campaign.endedAt ? 'Not decided: the campaign ended before. ' : '';
    return html`<p class="gate" data-testid="wave-${wave.number}-gate"><span class="quiet">${over || before}${over ? nothing : html`Its gate ${rule}`}</span></p>`;
  }

  exclusions(campaign) {
    const reasons = Object.entries(campaign.excludedByReason).sort(([, one], [, other]) => other - one);
    const most = Math.max(1, ...reasons.map(([, n]) => n));
    return html`
      <section aria-labelledby="excluded-title">
        <div class="section-head"><h2 id="excluded-title">Excluded by the plan</h2></div>
        <div class="card" data-testid="exclusions">
          ${reasons.length ? html`
            <p class="quiet intro">${plural(campaign.orgs.excluded, 'org')} will not be pushed. Each is counted once, by the first reason that holds.</p>
            <ul class="reasons">${reasons.map(([reason, n]) => html`
              <li data-testid="exclusion-${reason}"><span>${EXCLUSIONS[reason] ?? reason}</span><strong class="figure">${number(n)}</strong>
                <span class="reason-bar" aria-hidden="true"><span style="width: ${(n / most) * 100}%"></span></span></li>`)}</ul>`
            : html`<p class="quiet">${campaign.state === 'PREPARING' ? 'Known when the plan is made.' : 'No org was excluded.'}</p>`}
        </div>
      </section>`;
  }

  leftOut(campaign) {
    const reasons = Object.entries(campaign.leftOutByReason).sort(([, one], [, other]) => other - one);
    return reasons.length ? html`
      <section aria-labelledby="left-out-title">
        <div class="section-head"><h2 id="left-out-title">Left out since</h2></div>
        <div class="card" data-testid="left-out">
          <p class="quiet intro">${plural(campaign.orgs.leftOut, 'org')} could not be pushed to, for a reason that lies in the org. It says nothing about the version.</p>
          <ul class="reasons">${reasons.map(([reason, n]) => html`
            <li data-testid="left-out-${reason}"><span>${LEFT_OUT[reason] ?? reason}</span><strong class="figure">${number(n)}</strong></li>`)}</ul>
        </div>
      </section>` : nothing;
  }

  history() {
    return html`
      <section aria-labelledby="events-title">
        <div class="section-head"><h2 id="events-title">What happened</h2><span class="quiet">newest first</span></div>
        <ol class="card timeline" data-testid="events" reversed tabindex="0" aria-labelledby="events-title">
          ${this.events.length
            ? this.events.map(event => html`
              <li class=${eventTone(event)} data-testid="event-row" data-type=${event.type}><time datetime=${event.at}>${time(event.at)}</time><span>${prose(event.text)}</span></li>`)
            : html`<li class="neutral"><span class="quiet">Waiting for the first event…</span></li>`}
        </ol>
      </section>`;
  }
}

customElements.define('campaign-page', CampaignPage);
