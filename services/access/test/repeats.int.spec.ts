import { call, type ServiceHarness } from '@oce/service-kit/testing';
import { BOOTSTRAP, startAccess } from './access';

/** Every command of access sent twice: without a key, with one, and with another one in between. */
describe('a command of access that comes again', () => {
  let harness: ServiceHarness;
  let url: string;
  let admin: string;

  beforeAll(async () => {
    ({ harness, url } = await startAccess(['P-1', 'P-2', 'P-3']));
    admin = (await signIn({ grant: 'bootstrap', secret: BOOTSTRAP })).body.token;
  });
  afterAll(() => harness?.stop());

  const post = (path: string, body: unknown, key?: string, token = admin) =>
    call('POST', `${url}/access/${path}`, {
      token,
      body,
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });
  const signIn = (body: unknown) => call('POST', `${url}/access/token`, { body });
  const signsIn = async (body: unknown) => (await signIn(body)).status === 200;
  type Sent = Awaited<ReturnType<typeof post>>;
  /** Nothing is written, and it is said that what was asked for holds already. */
  const expectHeld = (again: Sent, first: Sent) => {
    const { position, version } = first.body;
    expect(again).toMatchObject({ status: first.status, body: { position, version, events: [] } });
    expect(again.headers.get('oce-repeated')).toBe('true');
  };

  it.each([
    ['a terminal', 'terminals', { terminalId: 'TM-1', stationId: 'ST-1' }, 'secret'],
    ['a code', 'producer-codes', { producerCode: 'P-1' }, 'code'],
    ['a member of staff', 'staff', { staffId: 'omar', roles: ['auditor', 'sales_clerk'] }, 'invitation'],
    ["a partner's key", 'partner-keys', { partnerId: 'medc' }, 'secret'],
  ])('makes %s once, and tells its secret once', async (_what, path, body, secret) => {
    const first = await post(path, body, `make-${path}`);
    expect(first.body[secret]).toEqual(expect.any(String));
    const held = await post(path, body);
    expectHeld(held, first);
    expect(held.body[secret]).toBeNull();
    const again = await post(path, body, `make-${path}`);
    expect(again.headers.get('oce-repeated')).toBe('true');
    const { version, position, events } = first.body;
    expect(again.body).toMatchObject({ version, position, events, [secret]: null });
  });

  it.each([
    ['a terminal elsewhere', 'terminals', { terminalId: 'TM-1', stationId: 'ST-2' }, 'stationId'],
    ['staff with other roles', 'staff', { staffId: 'omar', roles: ['auditor'] }, 'staffId'],
  ])('refuses %s by a name of its own', async (_what, path, body, field) => {
    const answer = await post(path, body);
    expect(answer).toMatchObject({ status: 409, body: { errors: [{ field }] } });
    expect(answer.body.code).not.toBe('command_id_reused');
  });

  it('takes the same roles in another order for the same', async () => {
    const first = await post('staff/omar/roles', { roles: ['auditor', 'sales_clerk'] });
    const turned = await post('staff', { staffId: 'omar', roles: ['sales_clerk', 'auditor'] });
    expectHeld(turned, first);
  });

  it('leaves the roles that were said last: some, others, the first again', async () => {
    for (const roles of [['auditor'], ['collection_clerk'], ['auditor']])
      expect((await post('staff/omar/roles', { roles })).body.events).toEqual(['StaffRoleChanged']);
    const again = await post('staff/omar/roles', { roles: ['auditor'] });
    expect(again.headers.get('oce-repeated')).toBe('true');
    const { body } = await call('GET', `${url}/access/credentials/staff-omar`, {
      token: admin,
      headers: { 'oce-min-position': String(again.body.position) },
    });
    expect(body.roles).toEqual(['auditor']);
  });

  it.each([
    ['a terminal', 'terminals/TM-1/revoke'],
    ["a partner's key", 'partner-keys/medc/revoke'],
    ['a member of staff', 'staff/omar/revoke'],
  ])('revokes %s once, for one reason', async (_what, path) => {
    const first = await post(path, { reason: 'no longer needed' });
    expect(first.body.events).toHaveLength(1);
    expectHeld(await post(path, { reason: 'no longer needed' }), first);
    expect(await post(path, { reason: 'stolen' })).toMatchObject({
      status: 409,
      body: { code: 'revoked_for_another_reason', errors: [{ field: 'reason' }] },
    });
  });

  it.each(['terminals/NOBODY/revoke', 'partner-keys/NOBODY/revoke', 'staff/NOBODY/revoke'])(
    'does not say that what never was is revoked: %s',
    async (path) => {
      expect((await post(path, { reason: 'no longer needed' })).status).toBe(404);
    },
  );

  it.each([
    ['another code', 'producer-codes/P-1/reissue', 'code'],
    ['another invitation', 'staff/laila/reinvite', 'invitation'],
  ])('asks for a key before it makes %s, and makes one a key', async (_what, path, secret) => {
    await post('staff', { staffId: 'laila', roles: ['auditor'] });
    const body = { reason: 'lost' };
    expect(await post(path, body)).toMatchObject({
      status: 428,
      body: { code: 'idempotency_key_needed', errors: [{ field: 'Idempotency-Key' }] },
    });
    const first = await post(path, body, `${secret}-1`);
    expect(first.body[secret]).toEqual(expect.any(String));
    const again = await post(path, body, `${secret}-1`);
    const { version, position, events } = first.body;
    expect(again.body).toMatchObject({ version, position, events, [secret]: null });
    expect((await post(path, body, `${secret}-2`)).body.version).toBe(version + 1);
  });

  it('turns one invitation into one password, and says to whoever shows both that it is done', async () => {
    const { invitation } = (await post('staff', { staffId: 'amal', roles: ['auditor'] })).body;
    const activation = { staffId: 'amal', invitation, password: 'correct horse battery' };
    const first = await post('staff/activate', activation, 'activate-1');
    expect(first).toMatchObject({ status: 200, body: { events: ['StaffActivated'] } });
    const again = await post('staff/activate', activation, 'activate-1');
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(again.headers.get('oce-repeated')).toBe('true');
    expectHeld(await post('staff/activate', activation), first);
    // It makes no second password, and a guess at the one that stands is counted like any other.
    const other = { ...activation, password: 'another long password' };
    expect(await post('staff/activate', other)).toMatchObject({
      status: 401,
      body: { code: 'sign_in_refused' },
    });
    const { position } = (await post('staff/activate', activation)).body;
    expect(position).toBeGreaterThan(first.body.position);
    await post('staff/amal/reinvite', { reason: 'forgotten' }, 'reinvite-amal');
    expect((await post('staff/activate', activation)).body.code).toBe('invitation_not_open');
  });

  it('sets a password, another, and the first again, each by an invitation of its own', async () => {
    for (const [at, password] of ['first password', 'second password', 'first password'].entries()) {
      const body = { reason: 'forgotten' };
      const { invitation } = (await post('staff/amal/reinvite', body, `reinvite-${at}`)).body;
      await post('staff/activate', { staffId: 'amal', invitation, password });
      expect(await signsIn({ grant: 'staff', staffId: 'amal', password })).toBe(true);
    }
    expect(await signsIn({ grant: 'staff', staffId: 'amal', password: 'second password' })).toBe(false);
  });

  it('writes down no key of a caller who holds no invitation', async () => {
    const before = await harness.store.lastPosition();
    const body = { staffId: 'amal', invitation: 'oce_invitation_of_another', password: 'a password of mine' };
    expect((await post('staff/activate', body, 'stranger-1')).status).toBe(409);
    expect(await harness.store.lastPosition()).toBe(before);
  });

  const producer = async (producerCode: string, code: string) =>
    (await signIn({ grant: 'producer', producerCode, code })).body.token as string;
  const change = async (producerCode: string, code: string, newCode: string, key?: string) =>
    post('codes/change', { producerCode, code, newCode }, key, await producer(producerCode, code));

  it('leaves the code that was chosen last: one, another, the first again', async () => {
    const { code } = (await post('producer-codes', { producerCode: 'P-2' })).body;
    let now = code;
    for (const next of ['40718264', '73915062', '40718264']) {
      expect((await change('P-2', now, next)).status).toBe(200);
      now = next;
    }
    expect(await signsIn({ grant: 'producer', producerCode: 'P-2', code: '40718264' })).toBe(true);
    expect(await signsIn({ grant: 'producer', producerCode: 'P-2', code: '73915062' })).toBe(false);
  });

  it('lets a producer in again who has changed the code already, for as long as that is the code', async () => {
    const { code } = (await post('producer-codes', { producerCode: 'P-3' })).body;
    const token = await producer('P-3', code);
    const body = { producerCode: 'P-3', code, newCode: '40718264' };
    const send = (key?: string) => post('codes/change', body, key, token);
    const first = await send('change-1');
    expect(first).toMatchObject({ status: 200, body: { scopes: ['portal:self'] } });
    const again = await send('change-1');
    expect(again).toMatchObject({ status: 200, body: { scopes: ['portal:self'] } });
    expect(again.headers.get('oce-repeated')).toBe('true');
    expect(again.headers.get('oce-position')).toBe(first.headers.get('oce-position'));
    const held = await send();
    expect(held).toMatchObject({ status: 200, body: { scopes: ['portal:self'] } });
    expect(held.headers.get('oce-repeated')).toBe('true');
    await post('producer-codes/P-3/reissue', { reason: 'lost' }, 'reissue-3');
    for (const key of ['change-1', undefined])
      expect(await send(key)).toMatchObject({ status: 401, body: { code: 'sign_in_refused' } });
  });

  it('does not take the printed code for one that was chosen', async () => {
    const { code } = (await post('producer-codes/P-3/reissue', { reason: 'lost' }, 'reissue-4')).body;
    const wrong = code === '40718264' ? '40718265' : '40718264';
    const token = await producer('P-3', code);
    const body = { producerCode: 'P-3', code: wrong, newCode: code };
    expect(await post('codes/change', body, undefined, token)).toMatchObject({
      status: 409,
      body: { code: 'code_unchanged' },
    });
  });
});
