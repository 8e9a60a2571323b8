import { answeredHeaders, forwardedHeaders, requestIdOf } from './headers';

const seen = { address: '192.0.2.7', protocol: 'https', host: 'office.example', requestId: 'r-1' };

describe('headers through the gateway', () => {
  it('keep what is for the service', () => {
    const headers = {
      authorization: 'Bearer x',
      'idempotency-key': 'k',
      'last-event-id': '7',
      accept: 'a/b',
    };
    expect(forwardedHeaders(headers, seen)).toMatchObject(headers);
  });

  it.each(['x-forwarded-for', 'x-forwarded-user', 'x-real-ip', 'forwarded', 'x-oce-actor', 'x-original-url'])(
    'say nothing in the name of the gateway: %s of a caller is dropped',
    (name) => {
      expect(Object.values(forwardedHeaders({ [name]: 'forged' }, seen))).not.toContain('forged');
    },
  );

  it('say who asks, as the gateway has seen it', () => {
    expect(forwardedHeaders({}, seen)).toEqual({
      'x-correlation-id': 'r-1',
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'office.example',
    });
  });

  it('leave out what belongs to one connection, and what that connection names', () => {
    const headers = {
      connection: 'keep-alive, X-Secret',
      'x-secret': '1',
      te: 'trailers',
      expect: '100-continue',
    };
    expect(Object.keys(forwardedHeaders(headers, seen)).sort()).toEqual([
      'x-correlation-id',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
    ]);
    const answer = {
      connection: 'close',
      'keep-alive': 'timeout=5',
      'x-powered-by': 'y',
      'oce-position': '9',
    };
    expect(answeredHeaders(answer)).toEqual({ 'oce-position': '9' });
  });

  it.each([
    ['abc-1.2:3', 'abc-1.2:3'],
    ['x'.repeat(101), 'made'],
    ['with space', 'made'],
    ['', 'made'],
    [undefined, 'made'],
    [['a', 'b'], 'made'],
  ])('take the id %j of a request as %s', (header, id) => {
    expect(requestIdOf(header, () => 'made')).toBe(id);
  });
});
