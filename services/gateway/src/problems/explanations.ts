/** What the office's general refusals mean and what to do; refusals by a business rule say both themselves. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  validation:
    'A field of the request is not what the API describes; `errors` names each. Correct it and send again.',
  invalid_id: 'An id takes letters, digits, - and _ only.',
  token_missing: 'The request carries no token. Sign in at POST /api/access/token and send it as a Bearer.',
  token_invalid: 'The token was not signed by this office, or names nobody. Sign in again.',
  token_expired: 'Tokens are short-lived. Sign in again.',
  sign_in_refused:
    'What was sent does not sign in. The answer never tells why; after several failures it stays shut for a while.',
  scope_missing: 'The token is good, but not for this. `detail` names what would be needed.',
  not_found: 'There is nothing under this name.',
  command_id_reused:
    'This Idempotency-Key was used before with another body or path. A key names one request of a service for ever, ' +
    'also one that was refused: a new command needs a new key.',
  idempotency_key_needed:
    'Sent twice, this would be done twice, and nothing in the request tells a repeat from a second wish. Send an ' +
    'Idempotency-Key of your own (any 1 to 200 visible ASCII characters), and the same one with each repeat.',
  commit_too_large: 'The command would not fit one record of the log. Split it.',
  not_there_yet: 'The read has not come as far as OCE-Min-Position asks for. Ask again in a moment.',
  rate_limited: 'Too many requests from your address within a minute. Wait for as long as Retry-After says.',
  unavailable:
    'A part of the office cannot be reached. Nothing is half done: send the same request again, with the same ' +
    'Idempotency-Key where it had one.',
  upstream_away: 'The service is not there now. Nothing was done: send the same request again.',
  upstream_slow:
    'The service has not answered in time. It may still do it: send the same request again, with the same ' +
    'Idempotency-Key where it had one.',
  upstream_broke_off:
    'The service broke off within its answer. Send the same request again, with the same Idempotency-Key where it had ' +
    'one: a command is done once, however often it is sent.',
  internal: 'An error of ours. It has been logged; the correlation id of the answer finds it.',
};
const OF_A_RULE =
  'A rule of the office stands against the request as things are. `detail` of the answer says which, and what to do; ' +
  'the same request will be refused again until that has been done.';

/** A code in a sentence or two. */
export const explanationOf = (code: string): string =>
  Object.hasOwn(EXPLANATIONS, code) ? (EXPLANATIONS[code] ?? OF_A_RULE) : OF_A_RULE;
