// A list that is loaded page by page, and again and again while it is shown.
import { get } from './api.js';
import { Part } from './parts.js';

const PAGE = 50;

// A part that loads what it shows, and again after each interval; while nobody looks at the page it waits.
export class Refreshed extends Part {
  static refreshMilliseconds = 5000;

  connectedCallback() {
    super.connectedCallback();
    this.load();
    this.timer = setInterval(() => document.hidden || this.load(), this.constructor.refreshMilliseconds);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }
}

// A list says its address, its title and its filters; it has its items, whether more follow, and why they could not be loaded.
export class PagedList extends Refreshed {
  static properties = { items: { state: true }, next: { state: true }, error: { state: true } };

  constructor() {
    super();
    this.pages = 1;
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = `${this.constructor.title} · Pushwave`;
  }

  async load() {
    const { address } = this.constructor;
    const { pages } = this;
    const filters = this.filters();
    const asked = JSON.stringify([filters, pages]);
    // One question at a time: while the service does not answer, they would pile up.
    if (this.loading === asked) return;
    this.loading = asked;
    try {
      const items = [];
      let next;
      for (let page = 0; page < pages && (page === 0 || next); page++) {
        const answer = await get(address, { ...filters, limit: PAGE, after: next });
        items.push(...answer.items);
        next = answer.next ?? undefined;
      }
      if (this.loading === asked) {
        this.items = items;
        this.next = next;
        this.error = undefined;
      }
    } catch (error) {
      if (this.loading === asked) this.error = error.message;
    } finally {
      if (this.loading === asked) this.loading = undefined;
    }
  }

  change(name, value) {
    this[name] = value;
    this.pages = 1;
    this.items = undefined;
    this.error = undefined;
    this.load();
  }

  more() {
    this.pages++;
    this.load();
  }
}
