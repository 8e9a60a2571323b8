import type { RunningService } from '@oce/service-kit';
import { call } from '@oce/service-kit/testing';
import { eventually } from '@oce/testing';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { gatewayBefore, nobody, startBreaker, startUpstream } from './office';

describe('the gateway before real servers', () => {
  let gateway: RunningService;
  let url: string;
  let sales: FastifyInstance;
  let breaker: Awaited<ReturnType<typeof startBreaker>>;
  let last: FastifyRequest;
  const openEnds: Readable[] = [];
  let closedByCaller = 0;

  /** A service with routes of its own and those of the kit. */
  function salesRoutes(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (incoming, _reply, done) => {
      last = incoming;
      done();
    });
    fastify.get('/sales/orders', (_request, reply) =>
      reply.headers({ 'oce-position': '12', 'x-powered-by': 'secret' }).send({ items: [] }),
    );
    fastify.get('/sales/busy', (_request, reply) =>
      reply.status(503).header('retry-after', '1').send({ code: 'unavailable' }),
    );
    fastify.post('/sales/orders', (incoming, reply) => reply.status(201).send({ echo: incoming.body }));
    fastify.get('/operations/projections', () => ({ projections: ['of sales'] }));
    fastify.get('/health/ready', () => ({ ready: true }));
    fastify.get('/health/metrics', () => 'secret 1');
    fastify.get('/openapi.json', () => ({
      paths: { '/sales/orders': { get: { operationId: 'list' } }, '/health/metrics': { get: {} } },
      components: { schemas: { OrderDto: { type: 'object' } } },
    }));
    fastify.get('/sales/events', (_request, reply) => {
      const stream = new Readable({ read: () => undefined });
      openEnds.push(stream);
      stream.push(': begins\n\n');
      stream.once('close', () => closedByCaller++);
      return reply.header('content-type', 'text/event-stream').send(stream);
    });
    fastify.post('/sales/lines', (incoming, reply) =>
      reply
        .header('content-type', 'application/x-ndjson')
        .send(Readable.from(answered(incoming.body as Readable), { objectMode: false })),
    );
  }
  /** Answers each line as it comes. */
  async function* answered(body: Readable): AsyncGenerator<string> {
    for await (const line of createInterface({ input: body })) yield `{"took":${line}}\n`;
  }

  beforeAll(async () => {
    const upstream = await startUpstream(salesRoutes);
    sales = upstream.fastify;
    breaker = await startBreaker();
    gateway = await gatewayBefore({
      OCE_UPSTREAM_SALES: upstream.url,
      OCE_UPSTREAM_PAYMENTS: await nobody(),
      OCE_UPSTREAM_PORTAL: breaker.url,
    });
    ({ url } = gateway);
  });
  afterAll(async () => {
    await gateway?.stop();
    await sales?.close();
    breaker?.server.close();
  });

  it('passes a request on to its service, and the answer back with its headers', async () => {
    const answer = await call('GET', `${url}/api/sales/orders?limit=3&after=x%20y`, { token: 't' });
    expect(answer).toMatchObject({ status: 200, body: { items: [] } });
    expect(answer.headers.get('oce-position')).toBe('12');
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(last.url).toBe('/sales/orders?limit=3&after=x%20y');
    expect(last.headers.authorization).toBe('Bearer t');
  });

  it('passes bodies on unread', async () => {
    const body = { lines: [{ lotId: 'L-1', grams: 5 }], note: 'é' };
    expect(await call('POST', `${url}/api/sales/orders`, { body })).toMatchObject({
      status: 201,
      body: { echo: body },
    });
  });

  it('reaches what every service has of the kit, and nothing else inside', async () => {
    expect(await call('GET', `${url}/api/sales/operations/projections`)).toMatchObject({
      status: 200,
      body: { projections: ['of sales'] },
    });
    for (const path of ['health/metrics', 'health/%6detrics', 'operations/../health/metrics']) {
      const answer = await call('GET', `${url}/api/sales/${path}`);
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
  });

  it('lets no caller climb out of the path of a service', async () => {
    for (const path of ['/api/sales/..%2fhealth/metrics', '/api/sales/%2e%2e/health/metrics']) {
      const status = await new Promise((resolve) => {
        request(`${url}${path}`, { path }, (response) => resolve(response.statusCode)).end();
      });
      expect([400, 404]).toContain(status);
    }
  });

  it('passes on what is printed on goods, to readers without a token, and nothing beside it', async () => {
    const goods = await startUpstream((fastify) => {
      fastify.get('/traceability/digital-link/01/:gtin/10/:lot', ({ params }) => params as object);
      fastify.get('/traceability/recalls', () => ({ items: [] }));
    });
    const open = await gatewayBefore({ OCE_UPSTREAM_TRACEABILITY: goods.url });
    const answer = await call('GET', `${open.url}/01/04006381333931/10/LOT-1?lang=ar`);
    expect(answer).toMatchObject({ status: 200, body: { gtin: '04006381333931', lot: 'LOT-1' } });
    expect(await call('POST', `${open.url}/01/04006381333931/10/LOT-1`, { body: {} })).toMatchObject({
      status: 404,
    });
    for (const path of [
      '/01/..%2f..%2frecalls',
      '/01/%2e%2e/%2e%2e/recalls',
      '/01x/04006381333931/10/LOT-1',
    ]) {
      const status = await new Promise((resolve) => {
        request(`${open.url}${path}`, { path }, (response) => resolve(response.statusCode)).end();
      });
      expect([400, 404]).toContain(status);
    }
    await open.stop();
    await goods.fastify.close();
  });

  it('says who asks, and lets nobody say it for themselves', async () => {
    const headers = {
      'x-forwarded-for': '203.0.113.9',
      'x-oce-actor': 'staff:admin',
      'x-correlation-id': 'mine-1',
    };
    const answer = await call('GET', `${url}/api/sales/orders`, { headers });
    expect(last.headers['x-forwarded-for']).toBe('127.0.0.1');
    expect(last.headers['x-oce-actor']).toBeUndefined();
    expect(last.headers['x-correlation-id']).toBe('mine-1');
    expect(answer.headers.get('x-correlation-id')).toBe('mine-1');
  });

  it('answers for a service that is away, with when to come back', async () => {
    const answer = await call('GET', `${url}/api/payments/accounts`);
    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'upstream_away', type: '/problems/upstream_away' },
    });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('answers for a service that breaks off', async () => {
    expect(await call('GET', `${url}/api/portal/me`)).toMatchObject({
      status: 502,
      body: { code: 'upstream_broke_off' },
    });
  });

  it("passes a service's own refusal on at once, and asks it once only", async () => {
    let asked = 0;
    sales.server.on('request', () => asked++);
    const answer = await call('GET', `${url}/api/sales/busy`);
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(asked).toBe(1);
  });

  it('knows no context that is not a part of the office', async () => {
    const answer = await call('GET', `${url}/api/health-insurance/claims`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('streams events as they come, and lets go of the service when the reader goes', async () => {
    const reading = new AbortController();
    const response = await fetch(`${url}/api/sales/events`, { signal: reading.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const next = async () => Buffer.from((await reader.read()).value ?? []).toString();
    expect(await next()).toBe(': begins\n\n');
    openEnds.at(-1)?.push('data: 1\n\n');
    expect(await next()).toBe('data: 1\n\n');
    openEnds.at(-1)?.push('data: 2\n\n');
    expect(await next()).toBe('data: 2\n\n');
    const closedBefore = closedByCaller;
    reading.abort();
    await eventually(() => expect(closedByCaller).toBe(closedBefore + 1));
  });

  it('streams lines both ways: a line is answered before the next is sent', async () => {
    const lines = request(`${url}/api/sales/lines`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
    });
    lines.write('1\n');
    const answers = await new Promise<AsyncIterator<string>>((resolve) => {
      lines.once('response', (response) =>
        resolve(createInterface({ input: response })[Symbol.asyncIterator]()),
      );
    });
    expect((await answers.next()).value).toBe('{"took":1}');
    lines.write('2\n');
    expect((await answers.next()).value).toBe('{"took":2}');
    lines.end();
    expect(await answers.next()).toMatchObject({ done: true });
  });

  it('takes a body from a caller who first asks whether it may send one', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const headers = { 'content-type': 'application/x-ndjson', expect: '100-continue' };
      const asking = request(`${url}/api/sales/lines`, { method: 'POST', headers }, (response) => {
        response.setEncoding('utf8').once('data', resolve);
      });
      asking.once('error', reject);
      asking.once('continue', () => asking.end('7\n'));
      asking.flushHeaders();
    });
    expect(answer).toBe('{"took":7}\n');
  });

  it('takes a long stream of lines in one request', async () => {
    const count = 50_000;
    const body = Array.from({ length: count }, (_, at) => `${at}\n`).join('');
    const answer = await call('POST', `${url}/api/sales/lines`, {
      body,
      headers: { 'content-type': 'application/x-ndjson' },
    });
    expect(answer.body.split('\n')).toHaveLength(count + 1);
    expect(answer.body.endsWith(`{"took":${count - 1}}\n`)).toBe(true);
  });

  it('joins what the services say of themselves, and names those that are away', async () => {
    const { body } = await call('GET', `${url}/api/openapi.json`);
    expect(body).toMatchObject({
      openapi: '3.1.0',
      paths: { '/api/sales/orders': { get: { operationId: 'sales_list', tags: ['sales'] } } },
      components: { schemas: { OrderDto: { type: 'object' } } },
      'x-missing-services': ['payments', 'portal'],
    });
    expect(Object.keys(body.paths)).toEqual(['/api/sales/orders']);
  });

  it('tells which services are ready', async () => {
    expect(await call('GET', `${url}/health/live`)).toMatchObject({ status: 200 });
    expect(await call('GET', `${url}/health/ready`)).toMatchObject({
      status: 503,
      body: { ready: false, services: { sales: true, payments: false, portal: false } },
    });
  });

  it('shows the page under a policy that lets nothing in from elsewhere', async () => {
    const page = await call('GET', `${url}/`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|upgrade-insecure/);
    expect(page.body).not.toMatch(/<script>|<style>| style=| onclick=/);
  });

  it('shows the documentation from its own files, and no others of that package', async () => {
    for (const path of ['', '/', '/start.js', '/viewer/swagger-ui.css', '/viewer/swagger-ui-bundle.js'])
      expect((await call('GET', `${url}/api/docs${path}`)).status).toBe(200);
    expect((await call('GET', `${url}/api/docs/viewer/package.json`)).status).toBe(404);
    const { headers } = await call('GET', `${url}/api/docs/`);
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
  });

  it('explains a problem by its code', async () => {
    const { body } = await call('GET', `${url}/problems/upstream_away`);
    expect(body).toMatchObject({
      code: 'upstream_away',
      explanation: expect.stringContaining('send the same'),
    });
    for (const code of ['idempotency_key_needed', 'command_id_reused'])
      expect((await call('GET', `${url}/problems/${code}`)).body.explanation).toContain('Idempotency-Key');
    expect((await call('GET', `${url}/problems/lot_already_allocated`)).body.explanation).toContain('rule');
    expect((await call('GET', `${url}/problems/Not-A-Code`)).status).toBe(404);
  });

  it('stops although a stream is open', async () => {
    const own = await gatewayBefore({ OCE_UPSTREAM_SALES: sales.listeningOrigin });
    const response = await fetch(`${own.url}/api/sales/events`);
    const read = response.text();
    await own.stop();
    await expect(read).rejects.toThrow();
  });
});
