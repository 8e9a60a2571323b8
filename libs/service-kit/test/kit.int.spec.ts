import { headers } from '@nats-io/transport-node';
import { eventually } from '@oce/local-servers/testing';
import { call, ServiceHarness } from '../src/testing';
import { CratesModule } from './crates.module';

describe('a service on the kit', () => {
  let harness: ServiceHarness;
  let url: string;
  let token: string;
  beforeAll(async () => {
    harness = await ServiceHarness.start();
    ({ url } = await harness.service('collection', CratesModule));
    token = await harness.tokens.sign('staff:amal', 'crates:write crates:read attention operations');
    await eventually(async () => expect((await call('GET', `${url}/health/ready`)).status).toBe(200));
  });
  afterAll(() => harness?.stop());

  const post = (path: string, body: unknown, more: Record<string, string> = {}) =>
    call('POST', `${url}/${path}`, { token, body, headers: more });
  const get = (path: string, more: Record<string, string> = {}) =>
    call('GET', `${url}/${path}`, { token, headers: more });

  it('answers a write with its position, and the same words when its key is repeated', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const first = await post('crates', { crateId: 'A', grams: 1 }, key);
    expect(first).toMatchObject({ status: 201, body: { id: 'A', version: 1, events: ['CrateFilled'] } });
    expect(first.headers.get('oce-position')).toBe(String(first.body.position));
    const again = await post('crates', { crateId: 'A', grams: 1 }, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('oce-repeated')).toBe('true');
    const other = await post('crates', { crateId: 'A', grams: 1 }, { 'idempotency-key': 'k-2' });
    expect(other.body).toMatchObject({ version: 2 });
  });

  it('answers a key that found its wish fulfilled as the first time, and undoes nothing that came since', async () => {
    const label = (text: string, key?: string) =>
      call('PUT', `${url}/crates/L/label`, {
        token,
        body: { text },
        headers: key ? { 'idempotency-key': key } : {},
      });
    const texts = async () =>
      (await harness.store.load({ context: 'collection', aggregate: 'label', id: 'L' })).flatMap((commit) =>
        commit.events.map(({ data }) => (data as { text: string }).text),
      );
    await label('olives');
    const first = await label('olives', 'label-1');
    expect(first).toMatchObject({ status: 201, body: { version: 1, events: [] } });
    await label('almonds');
    const again = await label('olives', 'label-1');
    expect(again).toMatchObject({ status: 201, body: first.body });
    for (const name of ['oce-position', 'oce-repeated'])
      expect([name, again.headers.get(name)]).toEqual([name, first.headers.get(name)]);
    expect(again.headers.get('oce-repeated')).toBe('true');
    expect(await texts()).toEqual(['olives', 'almonds']);
    expect((await label('olives', 'label-2')).body.events).toEqual(['Labelled']);
    expect(await texts()).toEqual(['olives', 'almonds', 'olives']);
  });

  it('makes no id of a body: the same without a key is another command', async () => {
    const fill = () => post('crates', { crateId: 'S', grams: 1 });
    expect([(await fill()).body.version, (await fill()).body.version]).toEqual([1, 2]);
  });

  it.each([
    ['another body', 'crates', { crateId: 'K', grams: 2 }],
    ['another aggregate', 'crates', { crateId: 'L', grams: 1 }],
    ['another path', 'crates/K/clear', {}],
  ])('refuses a key that came before with %s, and writes nothing', async (what, path, body) => {
    const key = { 'idempotency-key': `k-${what.replaceAll(' ', '-')}` };
    await post('crates', { crateId: 'K', grams: 1 }, key);
    const lengths = () =>
      Promise.all(
        ['crate.K', 'crate.L', 'cellar.K'].map(async (name) => {
          const [aggregate = '', id = ''] = name.split('.');
          return (await harness.store.load({ context: 'collection', aggregate, id })).length;
        }),
      );
    const before = await lengths();
    expect(await post(path, body, key)).toMatchObject({
      status: 422,
      body: { code: 'command_id_reused', errors: [{ field: 'Idempotency-Key' }] },
    });
    expect(await lengths()).toEqual(before);
  });

  it('takes a key once more after a refusal, with the same body', async () => {
    const key = { 'idempotency-key': 'k-refused' };
    await post('crates', { crateId: 'F', grams: 1 });
    for (let times = 0; times < 2; times++)
      expect((await post('crates', { crateId: 'F', grams: 1000 }, key)).body.code).toBe('crate_full');
  });

  it('asks for a key where sent twice is done twice, and names the header', async () => {
    expect(await post('crates/T/tip', {})).toMatchObject({
      status: 428,
      body: { code: 'idempotency_key_needed', errors: [{ field: 'Idempotency-Key', rule: 'required' }] },
    });
    const key = { 'idempotency-key': 'tip-1' };
    const first = await post('crates/T/tip', {}, key);
    expect(first.status).toBe(201);
    expect((await post('crates/T/tip', {}, key)).body).toEqual(first.body);
    const { body } = await call('GET', `${url}/openapi.json`);
    const required = (path: string) =>
      body.paths[path].post.parameters.find((one: { name: string }) => one.name === 'Idempotency-Key')
        .required;
    expect([required('/crates/{id}/tip'), required('/crates/{id}/clear')]).toEqual([true, false]);
  });

  it('reads at a position, and says that it is not there beyond the end of the log', async () => {
    const { body } = await post('crates', { crateId: 'B', grams: 2 });
    const read = await get('crates/B', { 'oce-min-position': String(body.position) });
    expect(read).toMatchObject({ status: 200, body: { grams: 2, position: body.position } });
    const beyond = await get('crates/B', { 'oce-min-position': '999999999999' });
    expect(beyond).toMatchObject({ status: 504, body: { code: 'not_there_yet' } });
    expect(beyond.headers.get('retry-after')).toBe('2');
    const next = await post('crates', { crateId: 'B', grams: 3 });
    const after = await get('crates/B', { 'oce-min-position': String(next.body.position) });
    expect(after.body).toMatchObject({ grams: 5 });
  });

  it.each([
    ['an unknown field', 'crates', { crateId: 'C', grams: 1, colour: 'red' }, {}, 400, 'validation'],
    [
      'a key of other characters',
      'crates',
      { crateId: 'C', grams: 1 },
      { 'idempotency-key': 'ü' },
      400,
      'validation',
    ],
    ['a refusal', 'crates', { crateId: 'A', grams: 999 }, {}, 409, 'crate_full'],
    ['an id with a dot', 'crates/a.b/clear', {}, {}, 400, 'invalid_id'],
    ['half a JSON', 'crates', '{"crateId":', { 'content-type': 'application/json' }, 400, undefined],
    [
      'a body of another type',
      'crates',
      'a=b',
      { 'content-type': 'application/octet-stream' },
      415,
      undefined,
    ],
    [
      'a body too large',
      'crates',
      'x'.repeat(1_100_000),
      { 'content-type': 'application/json' },
      413,
      undefined,
    ],
    ['an unknown route', 'nowhere', {}, {}, 404, 'not_found'],
  ])('answers %s as problem+json', async (_, path, body, more, status, code) => {
    const answer = await post(path, body, more as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
    if (code) expect(answer.body.code).toBe(code);
  });

  it('says nothing of the inside of an error of ours', async () => {
    const answer = await get('crates/broken/now');
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect(JSON.stringify(answer.body)).not.toContain('hunter2');
  });

  it('lets in who has a scope, nobody where none is named, and says how to sign in', async () => {
    const nobody = await call('GET', `${url}/crates/A`);
    expect(nobody).toMatchObject({ status: 401, body: { code: 'token_missing' } });
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer');
    const reader = await harness.tokens.sign('staff:omar', 'other:read');
    expect(await call('GET', `${url}/crates/A`, { token: reader })).toMatchObject({
      status: 403,
      body: { code: 'scope_missing' },
    });
    expect(await get('crates/A/closed')).toMatchObject({ status: 403 });
    expect(await call('GET', `${url}/health/live`)).toMatchObject({ status: 200 });
  });

  describe('over NATS', () => {
    const request = async (subject: string, body: string, withToken = true, key?: string) => {
      const sent = headers();
      if (key !== undefined) sent.set('Idempotency-Key', key);
      if (withToken) sent.set('authorization', `Bearer ${token}`);
      sent.set('X-Correlation-Id', 'cor-7');
      const reply = await harness.connection.request(subject, body, { headers: sent, timeout: 5000 });
      return {
        status: reply.headers?.get('Status'),
        type: reply.headers?.get('Content-Type'),
        position: reply.headers?.get('OCE-Position'),
        repeated: reply.headers?.get('OCE-Repeated'),
        body: reply.json<ReturnType<typeof JSON.parse>>(),
      };
    };

    it('takes the same command with the same answer', async () => {
      const body = JSON.stringify({ crateId: 'N', grams: 4 });
      expect(await request('cmd.collection.crate.fill', body)).toMatchObject({
        status: '200',
        body: { id: 'N', version: 1 },
      });
      const [commit] = await harness.store.load({ context: 'collection', aggregate: 'crate', id: 'N' });
      expect(commit).toMatchObject({ actor: 'staff:amal', correlationId: 'cor-7' });
    });

    it('answers with the position and, under the same key, that it was a repeat, as over HTTP', async () => {
      const body = JSON.stringify({ crateId: 'NK', grams: 4 });
      const first = await request('cmd.collection.crate.fill', body, true, 'over-nats-1');
      expect(first).toMatchObject({ position: String(first.body.position), repeated: '' });
      const again = await request('cmd.collection.crate.fill', body, true, 'over-nats-1');
      expect(again).toEqual({ ...first, repeated: 'true' });
    });

    it.each([
      ['crates', 'cmd.collection.crate.fill', { crateId: 'NH', grams: 4 }],
      ['crates/NT/tip', 'cmd.collection.crate.tip.NT', {}],
      ['crates/NU/tip', 'cmd.collection.crate.tip.NU', undefined],
    ])('answers a key that came to %s over HTTP as the first time', async (path, subject, body) => {
      const key = `both-ways-${subject}`;
      const first = await post(path, body, { 'idempotency-key': key });
      expect(first.status).toBe(201);
      const text = body === undefined ? '' : JSON.stringify(body);
      const again = await request(subject, text, true, key);
      expect(again).toMatchObject({ status: '200', repeated: 'true', body: first.body });
      const other = await request('cmd.collection.cellar.clear.C-8', '', true, key);
      expect(other).toMatchObject({ status: '422', body: { code: 'command_id_reused' } });
    });

    it('takes the id of an aggregate from the subject', async () => {
      expect(await request('cmd.collection.cellar.clear.C-9', '{}')).toMatchObject({ body: { id: 'C-9' } });
    });

    it.each([
      ['{}', true, '400', 'validation'],
      ['not json', true, '400', 'validation'],
      ['', true, '400', 'validation'],
      [JSON.stringify({ crateId: 'N', grams: 999 }), true, '409', 'crate_full'],
      [JSON.stringify({ crateId: 'N', grams: 1 }), false, '401', 'token_missing'],
    ])('refuses %j (token: %s) with %s and the code %s', async (body, withToken, status, code) => {
      const reply = await request('cmd.collection.crate.fill', body, withToken);
      expect(reply).toMatchObject({ status, type: 'application/problem+json', body: { code } });
    });
  });

  it('shows a clerk what a policy could not do, to be tried again or dismissed', async () => {
    const open = async () =>
      (await get('attention')).body.items as { id: string; reaction: { data: object } }[];
    for (const crateId of ['X1', 'X2']) await post('crates', { crateId, grams: 101 });
    const matters = await eventually(async () => {
      const found = await open();
      expect(found).toHaveLength(2);
      return found;
    });
    const [one, two] = matters.map(({ id }) => id);
    const note = { note: 'looked at it' };
    expect(await post(`attention/${one}/retry`, note)).toMatchObject({
      status: 409,
      body: { code: 'cellar_full' },
    });
    const dismissed = await post(`attention/${two}/dismiss`, note);
    await eventually(async () => expect(await open()).toHaveLength(1));
    expect(dismissed.status).toBe(200);
    expect(await post(`attention/${two}/retry`, note)).toMatchObject({
      status: 409,
      body: { code: 'matter_dismissed' },
    });
    expect((await get('attention?status=dismissed')).body.items).toMatchObject([{ note: 'looked at it' }]);
    expect(await post('attention/unknown/dismiss', note)).toMatchObject({ status: 404 });
    expect(await get('attention?after=x')).toMatchObject({ status: 400, body: { code: 'validation' } });
  });

  it('tries a matter again once its cause is mended, and once only', async () => {
    await post('crates', { crateId: 'Y', grams: 60 });
    await post('crates', { crateId: 'Y2', grams: 61 });
    const [matter] = await eventually(async () => {
      const found = (await get('attention')).body.items.filter(
        (one: { reaction: { data: { crateId: string } } }) => one.reaction.data.crateId.startsWith('Y'),
      ) as { id: string }[];
      expect(found).toHaveLength(1);
      return found;
    });
    await post('crates/C-1/clear', {});
    const note = { note: 'cleared the cellar' };
    const retried = await post(`attention/${matter?.id}/retry`, note);
    expect(retried.status).toBe(200);
    expect((await post(`attention/${matter?.id}/retry`, note)).status).toBe(200);
    const cellar = await harness.store.load({ context: 'collection', aggregate: 'cellar', id: 'C-1' });
    const events = cellar.flatMap((one) => one.events);
    expect(
      events.filter((one) => one.type === 'CrateStacked' && JSON.stringify(one).includes('"Y')),
    ).toHaveLength(2);
  });

  it('shows an operator its projections and rebuilds one on demand', async () => {
    expect((await get('operations/projections')).body.projections).toContainEqual(
      expect.objectContaining({ name: 'crates', rebuilding: false }),
    );
    expect(await post('operations/projections/nothing/rebuild', {})).toMatchObject({ status: 404 });
    const before = (await get('crates/B')).body;
    const rebuilt = await post('operations/projections/crates/rebuild', {});
    expect(rebuilt.body.trim().split('\n').at(-1)).toContain('"done":true');
    expect((await get('crates/B')).body).toEqual(before);
  });
});
