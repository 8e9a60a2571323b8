import type { RunningService } from '@oce/service-kit';
import { call } from '@oce/service-kit/testing';
import type { FastifyInstance } from 'fastify';
import { gatewayBefore, startUpstream } from './office';

describe('the limits of the gateway', () => {
  let access: FastifyInstance;
  let upstream: string;
  const started: RunningService[] = [];

  beforeAll(async () => {
    const made = await startUpstream((fastify) => {
      fastify.post('/access/token', () => ({ token: 't' }));
      fastify.get('/access/credentials', () => ({ items: [] }));
    });
    access = made.fastify;
    upstream = made.url;
  });
  afterAll(async () => {
    await Promise.all(started.map((one) => one.stop()));
    await access?.close();
  });

  async function limited(env: Readonly<Record<string, string>>): Promise<string> {
    const gateway = await gatewayBefore({
      OCE_UPSTREAM_ACCESS: upstream,
      OCE_RATE_SECRET: '2',
      OCE_RATE_ANONYMOUS: '3',
      OCE_RATE_SIGNED_IN: '4',
      ...env,
    });
    started.push(gateway);
    return gateway.url;
  }
  const statuses = async (count: number, ask: () => Promise<{ status: number }>): Promise<number[]> => {
    const found = [];
    for (let at = 0; at < count; at++) found.push((await ask()).status);
    return found;
  };
  const signIn = (url: string, headers = {}) =>
    call('POST', `${url}/api/access/token`, { body: { grant: 'producer' }, headers });

  it('let an address try only so many secrets a minute, and say when to come back', async () => {
    const url = await limited({});
    expect(await statuses(3, () => signIn(url))).toEqual([200, 200, 429]);
    const refused = await signIn(url);
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('count requests with and without a token apart, and what is not there too', async () => {
    const url = await limited({});
    expect(await statuses(4, () => call('GET', `${url}/nothing`))).toEqual([404, 404, 404, 429]);
    const signedIn = () => call('GET', `${url}/api/access/credentials`, { token: 't' });
    expect(await statuses(5, signedIn)).toEqual([200, 200, 200, 200, 429]);
  });

  it('are not dodged by a forged address', async () => {
    const url = await limited({});
    let at = 0;
    const forged = () => signIn(url, { 'x-forwarded-for': `203.0.113.${at++}` });
    expect(await statuses(3, forged)).toEqual([200, 200, 429]);
  });

  it('hold for the address that a trusted proxy names', async () => {
    const url = await limited({ OCE_TRUST_PROXY: '127.0.0.1' });
    const from = (address: string) => () => signIn(url, { 'x-forwarded-for': address });
    expect(await statuses(3, from('203.0.113.1'))).toEqual([200, 200, 429]);
    expect(await statuses(1, from('203.0.113.2'))).toEqual([200]);
  });

  it('do not hold for addresses that are let through', async () => {
    const url = await limited({ OCE_RATE_ALLOW: '127.0.0.1' });
    expect(await statuses(4, () => signIn(url))).toEqual([200, 200, 200, 200]);
  });
});
