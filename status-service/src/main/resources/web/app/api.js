// Reads the status API. A problem answer becomes an Error whose message is fit to be shown.

// The service itself answers within 5 s that its database does not answer; whoever says nothing for longer is not there.
const PATIENCE_MILLISECONDS = 8000;

export async function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== ''));
  let response;
  let body;
  try {
    response = await fetch(`${path}${query.size ? `?${query}` : ''}`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    body = await response.text();
  } catch (error) {
    throw new Error(error.name === 'TimeoutError'
      ? `The status service has not answered for ${PATIENCE_MILLISECONDS / 1000} seconds.`
      : 'The status service cannot be reached.');
  }
  const answer = parse(body);
  if (!response.ok || answer === undefined) {
    const error = new Error(answer?.detail ?? answer?.title ?? `The status service answered ${response.status}.`);
    error.status = response.status;
    error.problem = answer ?? {};
    throw error;
  }
  return answer;
}

function parse(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export const campaignPath = id => `/api/campaigns/${encodeURIComponent(id)}`;

// Follows one campaign live; returns how to stop. The browser reconnects after a lost connection by itself, but not when a
// connection stays open and nothing comes any more, and it gives up after an error answer (a restarting service, for
// instance): then it is begun anew here.
export function follow(campaignId, { onSummary, onEvent, onConnection, onTrouble, onSign }) {
  const RETRY_MILLISECONDS = 2000;
  const SILENCES = 2.5;
  let longestSilence = 5000;
  let source;
  let retry;
  let silence;
  let sequence = 0;
  const again = () => {
    source.close();
    clearTimeout(retry);
    retry = setTimeout(open, RETRY_MILLISECONDS);
  };
  const lost = () => {
    onConnection('reconnecting');
    again();
  };
  // Everything that comes is a sign of life; without one for too long the connection is taken for dead.
  const sign = () => {
    clearTimeout(silence);
    silence = setTimeout(lost, longestSilence * SILENCES);
    onSign();
  };
  const listen = (name, told) => source.addEventListener(name, message => {
    sign();
    told(JSON.parse(message.data));
  });
  const live = () => {
    onConnection('live');
    onTrouble(undefined);
  };
  function open() {
    source = new EventSource(`${campaignPath(campaignId)}/stream?after=${sequence}`);
    clearTimeout(silence);
    silence = setTimeout(lost, longestSilence * SILENCES);
    source.onerror = () => {
      onConnection('reconnecting');
      if (source.readyState === EventSource.CLOSED) {
        again();
      }
    };
    listen('summary', summary => {
      live();
      onSummary(summary);
    });
    listen('event', event => {
      live();
      sequence = Math.max(sequence, event.sequence);
      onEvent(event);
    });
    listen('heartbeat', heartbeat => {
      longestSilence = heartbeat.longestSilence;
      live();
    });
    listen('trouble', trouble => {
      onConnection('trouble');
      onTrouble(trouble.text);
    });
  }
  open();
  return () => {
    clearTimeout(retry);
    clearTimeout(silence);
    source.close();
  };
}
