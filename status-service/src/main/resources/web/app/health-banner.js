// Says when something is down, so that numbers that stand still are not taken for numbers that are true.
import { html, nothing } from 'lit';
import { get } from './api.js';
import { Part } from './parts.js';
import { SERVICE_STATES } from './words.js';
import { duration, number, time } from './format.js';

const EVERY_MILLISECONDS = 5000;
// Below this the view is as new as it can be.
const LATE_SECONDS = 15;

class HealthBanner extends Part {
  static properties = { health: { state: true }, error: { state: true }, failedAt: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.load();
    this.timer = setInterval(() => document.hidden || this.load(), EVERY_MILLISECONDS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  async load() {
    if (this.loading) return;
    this.loading = true;
    try {
      this.health = await get('/api/health-of-services');
      this.error = undefined;
      this.failedAt = undefined;
    } catch (error) {
      this.error = error.message;
      this.failedAt ??= new Date().toISOString();
    } finally {
      this.loading = false;
    }
  }

  render() {
    const troubles = this.troubles();
    return troubles.length ? html`
      <div class="notice bad banner" role="alert" data-testid="health-banner">
        <strong>What is shown may be old.</strong>
        <ul>${troubles.map(trouble => html`<li>${trouble}</li>`)}</ul>
      </div>` : nothing;
  }

  troubles() {
    if (this.error) {
      return [`${this.error} Since ${time(this.failedAt)}.`];
    }
    if (!this.health) {
      return [];
    }
    const { services, view } = this.health;
    const troubles = services
      .filter(service => SERVICE_STATES[service.state].tone === 'bad')
      .map(service => `The ${service.name} service ${SERVICE_STATES[service.state].label} since ${time(service.since)}${service.detail ? `: ${service.detail}` : ''}.`);
    if (view.failure) {
      troubles.push(`Nothing new may reach this view: ${view.failure}.`);
    }
    for (const topic of view.topics) {
      if (topic.recordsBehind && topic.secondsBehind > LATE_SECONDS) {
        troubles.push(`The view is ${duration(topic.secondsBehind * 1000)} late: ${number(topic.recordsBehind)} records of ${topic.topic} are not in it yet.`);
      }
    }
    for (const gap of view.gaps) {
      troubles.push(gap.text);
    }
    return troubles;
  }
}

customElements.define('health-banner', HealthBanner);
