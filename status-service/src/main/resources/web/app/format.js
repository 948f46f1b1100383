const NUMBER = new Intl.NumberFormat('en');
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

export const number = value => NUMBER.format(value);
export const time = iso => TIME.format(new Date(iso));
export const dayAndTime = iso => DAY_AND_TIME.format(new Date(iso));
export const plural = (count, noun) => `${number(count)} ${noun}${count === 1 ? '' : 's'}`;

export function percent(part, whole) {
  if (!whole) {
    return '0 %';
  }
  const share = (part / whole) * 100;
  // Rounding must neither claim that all is done nor that nothing went wrong.
  if (share > 0 && share < 1) return '< 1 %';
  if (share > 99 && share < 100) return `${Math.floor(share * 10) / 10} %`;
  return `${Math.round(share)} %`;
}

export function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor((seconds % 86400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (days) return `${days} d ${hours} h`;
  if (hours) return `${hours} h ${minutes} min`;
  if (minutes) return `${minutes} min ${seconds % 60} s`;
  return `${seconds} s`;
}

export const elapsed = campaign =>
  duration((campaign.endedAt ? new Date(campaign.endedAt) : new Date()) - new Date(campaign.createdAt));

// Longer than any name that Salesforce takes for a package in practice, and short enough for a heading.
const NAME_CHARACTERS = 120;

// The beginning of a text that may be of any length. Whole characters only: half a pair is none.
export const beginning = (text, most) => (text.length <= most ? text : `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`);

// A name of any length as one that can be shown: a browser lays out some thousand characters of many scripts for seconds.
export const name = text => text && beginning(text, NAME_CHARACTERS);

// What a wave is called; by its number alone while the plan was not seen.
export const waveName = (number, waveTitle) => `${number}${waveTitle ? ` · ${name(waveTitle)}` : ''}`;

// What a campaign is called; one whose first event is gone from the log is known by its id alone.
export const nameOf = campaign =>
  campaign.packageName ? `${name(campaign.packageName)} ${name(campaign.versionNumber) ?? ''}` : `Campaign ${name(campaign.campaignId)}`;
