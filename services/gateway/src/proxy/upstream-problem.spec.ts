import { upstreamProblem } from './upstream-problem';

const coded = (code: string, extra: object = {}) => Object.assign(new Error(code), { code, ...extra });

describe('what the gateway says for a service that does not answer', () => {
  it.each<[string, unknown, number, string]>([
    ['that is away', coded('ECONNREFUSED'), 503, 'upstream_away'],
    ['that is away on both addresses', { errors: [coded('ECONNREFUSED')] }, 503, 'upstream_away'],
    ['that is behind a wrapped error', coded('FST', { cause: coded('ENOTFOUND') }), 503, 'upstream_away'],
    ['that does not take a connection', coded('UND_ERR_CONNECT_TIMEOUT'), 503, 'upstream_away'],
    ['that is slow', coded('UND_ERR_HEADERS_TIMEOUT'), 504, 'upstream_slow'],
    ['that breaks off', coded('UND_ERR_SOCKET'), 502, 'upstream_broke_off'],
    ['that resets', coded('ECONNRESET'), 502, 'upstream_broke_off'],
    ['that answers nonsense', new Error('?'), 502, 'upstream_broke_off'],
  ])('%s', (_what, error, status, code) => {
    expect(upstreamProblem('sales', error)).toMatchObject({ status, code, retryAfterSeconds: 2 });
  });
});
