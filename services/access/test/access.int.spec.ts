import type { PersonErased } from '@oce/contracts';
import { call, type ServiceHarness } from '@oce/service-kit/testing';
import { eventually } from '@oce/testing';
import { decodeJwt } from 'jose';
import { BOOTSTRAP, startAccess } from './access';

const PASSWORD = 'correct horse battery';

describe('access on real servers', () => {
  let harness: ServiceHarness;
  let url: string;
  let admin: string;
  const told: string[] = [BOOTSTRAP, PASSWORD];

  beforeAll(async () => {
    ({ harness, url } = await startAccess(['P-1', 'P-2', 'P-3', 'P-4', 'P-5']));
    const first = await signIn({ grant: 'bootstrap', secret: BOOTSTRAP });
    expect(first).toMatchObject({ status: 200, body: { actor: 'staff:admin' } });
    admin = first.body.token;
  });
  afterAll(() => harness?.stop());
  afterEach(() => jest.useRealTimers());

  const post = (path: string, body: unknown, token = admin, headers: Record<string, string> = {}) =>
    call('POST', `${url}/${path}`, { token, body, headers });
  const get = (path: string, token = admin, headers: Record<string, string> = {}) =>
    call('GET', `${url}/${path}`, { token, headers });
  const signIn = (body: unknown) => call('POST', `${url}/access/token`, { body });
  const remembered = (secret: string): string => {
    told.push(secret);
    return secret;
  };
  const issuedCode = async (producerCode: string): Promise<string> => {
    const { body } = await post('access/producer-codes', { producerCode });
    return remembered(body.code);
  };
  /** Only the clock stands still; timers run on. */
  const setClock = (now: number) =>
    jest.useFakeTimers({
      now,
      doNotFake: [
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
        'setInterval',
        'clearInterval',
        'setTimeout',
        'clearTimeout',
      ],
    });

  it('enrols a terminal, tells its secret once, and signs it in for its own station', async () => {
    const terminal = { terminalId: 'TM-1', stationId: 'ST-1', scaleId: 'SC-1' };
    const { status, headers, body } = await post('access/terminals', terminal);
    expect({ status, id: body.id, cache: headers.get('cache-control') }).toEqual({
      status: 201,
      id: 'terminal-TM-1',
      cache: 'no-store',
    });
    const secret = remembered(body.secret);
    const again = await post('access/terminals', terminal);
    expect(again).toMatchObject({
      status: 201,
      body: { position: body.position, events: [], secret: null, note: expect.any(String) },
    });
    expect(again.headers.get('oce-repeated')).toBe('true');
    const signed = await signIn({ grant: 'terminal', terminalId: 'TM-1', secret });
    expect(signed).toMatchObject({
      status: 200,
      body: { expiresInSeconds: 900, scopes: ['collection:weigh'] },
    });
    expect(decodeJwt(signed.body.token)).toMatchObject({
      iss: 'oce-access',
      sub: 'terminal:TM-1',
      scope: 'collection:weigh',
      ...terminal,
    });
  });

  it('shuts a revoked terminal out, until it is enrolled anew with another secret', async () => {
    const enrol = () => post('access/terminals', { terminalId: 'TM-2', stationId: 'ST-1' });
    const revoke = () => post('access/terminals/TM-2/revoke', { reason: 'stolen' });
    const secret = remembered((await enrol()).body.secret);
    await revoke();
    const refused = { status: 401, body: { code: 'sign_in_refused' } };
    expect(await signIn({ grant: 'terminal', terminalId: 'TM-2', secret })).toMatchObject(refused);
    const second = remembered((await enrol()).body.secret);
    expect((await signIn({ grant: 'terminal', terminalId: 'TM-2', secret: second })).status).toBe(200);
    expect(await signIn({ grant: 'terminal', terminalId: 'TM-2', secret })).toMatchObject(refused);
    // Enrolled anew, it is revoked anew.
    await revoke();
    expect(await signIn({ grant: 'terminal', terminalId: 'TM-2', secret: second })).toMatchObject(refused);
  });

  it('lets a producer do nothing but change the code at first use, then everything of their own', async () => {
    const code = await issuedCode('P-1');
    expect(code).toMatch(/^\d{8}$/);
    expect((await post('access/producer-codes', { producerCode: 'P-1' })).body.code).toBeNull();
    const first = await signIn({ grant: 'producer', producerCode: 'P-1', code });
    expect(first).toMatchObject({
      status: 200,
      body: { mustChangeCode: true, scopes: ['portal:change-code'] },
    });
    const change = (newCode: string, producerCode = 'P-1') =>
      post('access/codes/change', { producerCode, code, newCode }, first.body.token);
    expect(await change('40718264', 'P-2')).toMatchObject({ status: 403, body: { code: 'not_your_code' } });
    expect(await change(code)).toMatchObject({ status: 409, body: { code: 'code_unchanged' } });
    expect(await change('12345678')).toMatchObject({ status: 422, body: { code: 'code_runs' } });
    expect(await change('12061959')).toMatchObject({ status: 422, body: { code: 'code_is_birth_date' } });
    const changed = await change(remembered('40718264'));
    expect(changed).toMatchObject({ status: 200, body: { scopes: ['portal:self'] } });
    expect(changed.body).not.toHaveProperty('mustChangeCode');
    const next = await signIn({ grant: 'producer', producerCode: 'P-1', code: '40718264' });
    expect(next).toMatchObject({ status: 200, body: { scopes: ['portal:self'] } });
    expect(decodeJwt(next.body.token)).toMatchObject({ sub: 'producer:P-1', producerCode: 'P-1' });
    expect((await signIn({ grant: 'producer', producerCode: 'P-1', code })).status).toBe(401);
  });

  it('issues no code to a producer whom nobody knows', async () => {
    expect(await post('access/producer-codes', { producerCode: 'P-99' })).toMatchObject({
      status: 422,
      body: { code: 'producer_unknown' },
    });
  });

  it('answers a wrong code, an unknown producer and a shut credential with the same words', async () => {
    const code = await issuedCode('P-2');
    const wrong = code === '40718264' ? '40718265' : '40718264';
    const answers = [
      await signIn({ grant: 'producer', producerCode: 'P-2', code: wrong }),
      await signIn({ grant: 'producer', producerCode: 'P-98', code: wrong }),
      await signIn({ grant: 'staff', staffId: 'nobody', password: wrong }),
    ];
    for (let n = 0; n < 4; n++) await signIn({ grant: 'producer', producerCode: 'P-2', code: wrong });
    answers.push(await signIn({ grant: 'producer', producerCode: 'P-2', code }));
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'sign_in_refused' } });
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
  });

  it('shuts longer each time, and opens when the time is over', async () => {
    const code = await issuedCode('P-3');
    const attempt = (what: string) => signIn({ grant: 'producer', producerCode: 'P-3', code: what });
    const wrong = code === '40718264' ? '40718265' : '40718264';
    let now = Date.now();
    for (const seconds of [60, 300, 1800, 86_400]) {
      setClock(now);
      const attempts = await Promise.all(Array.from({ length: 12 }, () => attempt(wrong)));
      expect(attempts.every((one) => one.status === 401)).toBe(true);
      const shut = await eventually(async () => {
        const { body } = await get('access/credentials/producer-P-3');
        expect(body.lockedUntil).toBe(new Date(now + seconds * 1000).toISOString());
        return body.lockedUntil as string;
      });
      setClock(Date.parse(shut) - 1);
      expect((await attempt(code)).status).toBe(401);
      now = Date.parse(shut);
    }
    setClock(now);
    expect((await attempt(code)).status).toBe(200);
    await eventually(async () =>
      expect((await get('access/credentials/producer-P-3')).body.lockedUntil).toBeNull(),
    );
  });

  it('opens what is shut with another code from the office', async () => {
    const code = await issuedCode('P-4');
    const wrong = code === '40718264' ? '40718265' : '40718264';
    for (let n = 0; n < 5; n++) await signIn({ grant: 'producer', producerCode: 'P-4', code: wrong });
    const key = { 'idempotency-key': 'reissue-4' };
    const { body } = await post('access/producer-codes/P-4/reissue', { reason: 'lost' }, admin, key);
    expect((await signIn({ grant: 'producer', producerCode: 'P-4', code })).status).toBe(401);
    const second = remembered(body.code);
    expect(await signIn({ grant: 'producer', producerCode: 'P-4', code: second })).toMatchObject({
      status: 200,
      body: { mustChangeCode: true },
    });
  });

  it('invites staff with roles, who choose a password and get the scopes of their roles', async () => {
    const { body } = await post('access/staff', { staffId: 'amal', roles: ['sales_clerk'] });
    const invitation = remembered(body.invitation);
    expect(
      (await post('access/staff', { staffId: 'amal', roles: ['sales_clerk'] })).body.invitation,
    ).toBeNull();
    const activate = (what: string) =>
      call('POST', `${url}/access/staff/activate`, {
        body: { staffId: 'amal', invitation: what, password: PASSWORD },
      });
    expect(await activate('oce_invitation_of_another')).toMatchObject({
      status: 409,
      body: { code: 'invitation_not_open' },
    });
    expect((await activate(invitation)).status).toBe(200);
    const signed = () => signIn({ grant: 'staff', staffId: 'amal', password: PASSWORD });
    expect((await signed()).body.scopes).toEqual([
      'collection:read',
      'sales:write',
      'sales:read',
      'traceability:read',
      'attention',
    ]);
    await post('access/staff/amal/roles', { roles: ['auditor'] });
    expect((await signed()).body.scopes).toContain('payments:read');
    await post('access/staff/amal/revoke', { reason: 'left the office' });
    expect((await signed()).status).toBe(401);
  });

  it('gives partners a key of their own', async () => {
    const { body } = await post('access/partner-keys', { partnerId: 'medc' });
    const secret = remembered(body.secret);
    const signed = await signIn({ grant: 'partner', partnerId: 'medc', secret });
    expect(signed).toMatchObject({ status: 200, body: { actor: 'partner:medc', scopes: ['partner:self'] } });
    await post('access/partner-keys/medc/revoke', { reason: 'leaked' });
    expect((await signIn({ grant: 'partner', partnerId: 'medc', secret })).status).toBe(401);
  });

  it('opens its own doors to administrators only', async () => {
    const { body } = await post('access/terminals', { terminalId: 'TM-3', stationId: 'ST-1' });
    const secret = remembered(body.secret);
    const terminal = (await signIn({ grant: 'terminal', terminalId: 'TM-3', secret })).body.token;
    const producer = await signIn({ grant: 'producer', producerCode: 'P-1', code: '40718264' });
    const foreign = await harness.tokens.sign('staff:admin', 'access:write');
    for (const [token, status] of [
      [terminal, 403],
      [producer.body.token, 403],
      [foreign, 401],
      ['nonsense', 401],
    ] as const) {
      expect((await get('access/credentials', token)).status).toBe(status);
      expect((await post('access/terminals', { terminalId: 'TM-4', stationId: 'ST-1' }, token)).status).toBe(
        status,
      );
      expect((await post('access/staff', { staffId: 'eve', roles: ['admin'] }, token)).status).toBe(status);
    }
    const change = { producerCode: 'P-1', code: '40718264', newCode: '40718265' };
    expect((await post('access/codes/change', change, terminal)).status).toBe(403);
    expect((await signIn({ grant: 'bootstrap', secret: `${BOOTSTRAP}!` })).status).toBe(401);
  });

  it.each([
    [{ grant: 'producer', producerCode: 'P-1' }, 'code'],
    [{ grant: 'producer', producerCode: 'P-1', code: '123' }, 'code'],
    [{ grant: 'terminal', terminalId: 'TM.1', secret: 'x' }, 'terminalId'],
    [{ grant: 'root' }, 'grant'],
  ])('refuses %j, naming the field', async (body, field) => {
    const answer = await signIn(body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation' } });
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ field }));
  });

  it('lists credentials a page at a time', async () => {
    const all = (await get('access/credentials?kind=producer&limit=500')).body.items;
    const first = (await get('access/credentials?kind=producer&limit=2')).body;
    expect(first.items).toEqual(all.slice(0, 2));
    const rest = (await get(`access/credentials?kind=producer&limit=500&after=${first.next}`)).body;
    expect(rest.items).toEqual(all.slice(2));
  });

  it('revokes the credential of an erased person, and issues no other', async () => {
    const code = await issuedCode('P-5');
    const erased: PersonErased = {
      type: 'PersonErased',
      v: 1,
      data: { personId: 'P-5', requestedOn: '2027-01-20', reason: 'law 09-08' },
    };
    await harness.given({ context: 'affiliation', aggregate: 'producer', id: 'P-5' }, erased);
    await eventually(async () =>
      expect((await get('access/credentials/producer-P-5')).body).toMatchObject({ status: 'revoked' }),
    );
    expect((await signIn({ grant: 'producer', producerCode: 'P-5', code })).status).toBe(401);
    await eventually(async () =>
      expect(
        (
          await post('access/producer-codes/P-5/reissue', { reason: 'lost' }, admin, {
            'idempotency-key': 'reissue-5',
          })
        ).status,
      ).toBe(422),
    );
  });

  it('keeps no code, password or secret in clear, in the log or in the database', async () => {
    const documents: string[] = [];
    for await (const { commits } of harness.store.read({
      subjects: ['evt.>'],
      after: 0,
      stopWhenCaughtUp: true,
    }))
      documents.push(...commits.map((commit) => JSON.stringify(commit)));
    const { client } = harness.mongo;
    for (const { name } of (await client.db('admin').admin().listDatabases()).databases)
      for (const { name: collection } of await client.db(name).listCollections().toArray())
        documents.push(
          ...(await client.db(name).collection(collection).find().toArray()).map((one) =>
            JSON.stringify(one),
          ),
        );
    expect(documents.length).toBeGreaterThan(50);
    expect(told.length).toBeGreaterThan(12);
    const leaks = told.filter((secret) => documents.some((document) => document.includes(secret)));
    expect(leaks).toEqual([]);
    expect(documents.filter((document) => document.includes('$argon2'))).toEqual([]);
  });
});
