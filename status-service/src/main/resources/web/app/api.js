// Reads the status API. A problem answer becomes an Error whose message is fit to be shown.

export async function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== ''));
  let response;
  try {
    response = await fetch(`${path}${query.size ? `?${query}` : ''}`, { headers: { accept: 'application/json' } });
  } catch {
    throw new Error('The status service cannot be reached.');
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    const error = new Error(problem.detail ?? problem.title ?? `The status service answered ${response.status}.`);
    error.status = response.status;
    throw error;
  }
  return response.json();
}

export const campaignPath = id => `/api/campaigns/${encodeURIComponent(id)}`;

// Follows one campaign live; returns how to stop. The browser reconnects after a lost connection by itself, but gives up
// after an error answer (a restarting service, for instance): then it is begun anew here.
export function follow(campaignId, { onSummary, onEvent, onConnection }) {
  const RETRY_MILLISECONDS = 2000;
  let source;
  let retry;
  let sequence = 0;
  const open = () => {
    source = new EventSource(`${campaignPath(campaignId)}/stream?after=${sequence}`);
    source.onopen = () => onConnection('live');
    source.onerror = () => {
      onConnection('reconnecting');
      if (source.readyState === EventSource.CLOSED) {
        retry = setTimeout(open, RETRY_MILLISECONDS);
      }
    };
    source.addEventListener('summary', message => {
      onConnection('live');
      onSummary(JSON.parse(message.data));
    });
    source.addEventListener('event', message => {
      const event = JSON.parse(message.data);
      sequence = Math.max(sequence, event.sequence);
      onEvent(event);
    });
  };
  open();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}
