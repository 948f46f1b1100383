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
