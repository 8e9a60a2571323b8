/** The API as this page uses it. A refusal becomes an error with the problem's code. */
export class Refused extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

async function ask(path, { token, body, minPosition } = {}) {
  const response = await fetch(`/api${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      accept: 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(minPosition ? { 'oce-min-position': String(minPosition) } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer.code ?? 'otherwise');
  return answer;
}

export const signIn = (producerCode, code) =>
  ask('/access/token', { body: { grant: 'producer', producerCode, code } });
export const changeCode = (token, producerCode, code, newCode) =>
  ask('/access/codes/change', { token, body: { producerCode, code, newCode } });
/** `me`, `statement`, `deliveries`, `sales`, `transfers`; `after` is `next` of the page before. */
export const own = (token, what, minPosition, after) =>
  ask(`${what === 'me' ? '/portal/me' : `/portal/me/${what}`}${after ? `?after=${after}` : ''}`, {
    token,
    minPosition,
  });
export const openEvents = (token, lastId, signal) =>
  fetch('/api/portal/me/events', {
    signal,
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      ...(lastId ? { 'last-event-id': lastId } : {}),
    },
  });
