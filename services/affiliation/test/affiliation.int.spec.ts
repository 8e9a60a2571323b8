import { payments } from '@oce/contracts';
import { call, ServiceHarness } from '@oce/service-kit/testing';
import { eventually } from '@oce/testing';
import { AffiliationModule } from '../src';
import {
  convention,
  cooperative,
  everythingStored,
  people,
  person,
  season,
  type ProducerBody,
} from './affiliation.fixture';

describe('affiliation on real servers', () => {
  let harness: ServiceHarness;
  let url: string;
  let clerk: string;
  /** Every personal text that any request carried. */
  const told = new Set<string>();

  beforeAll(async () => {
    harness = await ServiceHarness.start();
    ({ url } = await harness.service('affiliation', AffiliationModule));
    await eventually(async () => expect((await call('GET', `${url}/health/ready`)).status).toBe(200));
    clerk = await harness.tokens.sign(
      'staff:amal',
      'affiliation:write affiliation:read affiliation:erase operations attention',
    );
    expect((await post('affiliation/cooperatives', cooperative)).status).toBe(201);
    expect((await post('affiliation/cooperatives/C-1/conventions', convention)).status).toBe(201);
  });
  afterAll(() => harness?.stop());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}, token = clerk) =>
    call('POST', `${url}/${path}`, { token, body, headers });
  const get = (path: string, token = clerk, headers: Record<string, string> = {}) =>
    call('GET', `${url}/${path}`, { token, headers });
  const affiliate = (body: ProducerBody, headers: Record<string, string> = {}) => {
    for (const field of ['name', 'nameArabic', 'cin', 'phone', 'birthDate'] as const)
      if (body[field]) told.add(body[field]);
    return post('affiliation/producers', body, headers);
  };
  const at = (answer: { body: { position: number } }) => ({
    'oce-min-position': String(answer.body.position),
  });
  const importFile = async (body: string, type: string) => {
    const answer = await call('POST', `${url}/affiliation/producers/import`, {
      token: clerk,
      body,
      headers: { 'content-type': type },
    });
    if (answer.status !== 200) return { status: answer.status, body: answer.body, answers: [] };
    const lines = (answer.body as string).trim().split('\n');
    return { status: 200, body: undefined, answers: lines.map((line) => JSON.parse(line)) };
  };

  it('affiliates a producer, and shows the name to whoever may read it', async () => {
    const answer = await affiliate(person(1));
    expect(answer).toMatchObject({
      status: 201,
      body: { id: 'P-1', version: 1, events: ['ProducerAffiliated'] },
    });
    const { body } = await get('affiliation/producers/P-1', clerk, at(answer));
    // Field by field: nothing of how it is stored.
    expect(body).toEqual({
      ...person(1),
      status: 'affiliated',
      leftOn: null,
      leftReason: null,
      isErased: false,
      plots: [],
    });
    const [line] = (await get('affiliation/producers?limit=1')).body.items;
    expect(line).toMatchObject({ name: person(1).name, phone: person(1).phone });
    for (const field of ['cin', '_id', 'position']) expect(line).not.toHaveProperty(field);
    const seller = await harness.tokens.sign('staff:omar', 'sales:read');
    const terminal = await harness.tokens.sign('terminal:TM-1', 'collection:weigh', { terminalId: 'TM-1' });
    const producer = await harness.tokens.sign('producer:P-1', 'portal:self', { producerCode: 'P-1' });
    for (const token of [seller, terminal, producer]) {
      expect((await get('affiliation/producers/P-1', token)).status).toBe(403);
      expect((await post('affiliation/producers', person(9), {}, token)).status).toBe(403);
    }
  });

  it('says that a producer is affiliated already, however it is spelled, and answers a key as the first time', async () => {
    const first = await affiliate(person(2));
    const again = await affiliate({
      ...person(2),
      cin: ` ${person(2).cin.toLowerCase()}`,
      phone: '0600000062',
    });
    expect(again).toMatchObject({ status: 201, body: { ...first.body, events: [] } });
    expect(again.headers.get('oce-repeated')).toBe('true');
    const key = { 'idempotency-key': 'affiliate-3' };
    const keyed = await affiliate(person(3), key);
    const repeated = await affiliate(person(3), key);
    expect(repeated.body).toEqual(keyed.body);
    expect(repeated.headers.get('oce-repeated')).toBe('true');
  });

  it('refuses another name under a known key, and another name under a known code', async () => {
    const key = { 'idempotency-key': 'affiliate-4' };
    await affiliate(person(4), key);
    const other = { ...person(4), name: 'Somebody Else' };
    expect(await affiliate(other, key)).toMatchObject({ status: 422, body: { code: 'command_id_reused' } });
    expect(await affiliate(other)).toMatchObject({
      status: 409,
      body: { code: 'producer_code_taken', errors: [{ field: 'producerCode' }] },
    });
  });

  it('refuses a CIN that is another’s, and leaves nothing of the second', async () => {
    expect(await affiliate({ ...person(5), cin: person(1).cin })).toMatchObject({
      status: 409,
      body: { code: 'cin_taken', errors: [{ field: 'cin' }] },
    });
    expect((await affiliate(person(5))).status).toBe(201);
  });

  it.each([
    [{ cin: '1' }, 422, 'cin', 'cin_form'],
    [{ phone: '12' }, 422, 'phone', 'phone_number'],
    [{ birthDate: '2026-02-30' }, 400, 'birthDate', 'is_iso8601'],
    [{ birthDate: '2026-06-05' }, 422, 'birthDate', 'birth_after_affiliation'],
    [{ nameArabic: 'Latin' }, 422, 'nameArabic', 'name_not_arabic'],
    [{ cooperativeId: 'C-9' }, 422, 'cooperativeId', 'cooperative_unknown'],
    [{ affiliatedOn: '2025-12-31' }, 409, 'affiliatedOn', 'convention_not_in_force'],
    [{ surprise: 1 }, 400, 'surprise', 'unknown_field'],
  ])('refuses %j with %i, naming %s and the rule %s', async (change, status, field, rule) => {
    const answer = await post('affiliation/producers', { ...person(6), ...change });
    expect(answer.status).toBe(status);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ field, rule }));
  });

  it('keeps an ICE to one cooperative, and checks its key', async () => {
    const other = { ...cooperative, cooperativeId: 'C-2' };
    expect(await post('affiliation/cooperatives', other)).toMatchObject({
      status: 409,
      body: { code: 'ice_taken' },
    });
    const wrong = await post('affiliation/cooperatives', { ...other, ice: '001526374000085' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'ice_key' } });
    const exporter = { exporterId: 'EX-1', name: 'Atlas', ice: cooperative.ice, affiliatedOn: '2026-01-01' };
    expect((await post('affiliation/exporters', exporter)).status).toBe(201);
    expect((await post('affiliation/exporters', { ...exporter, exporterId: 'EX-2' })).body.code).toBe(
      'ice_taken',
    );
    expect((await get('affiliation/exporters/EX-1')).body).toEqual(exporter);
    expect((await get('affiliation/exporters')).body.items).toEqual([exporter]);
  });

  it('takes the season’s products, campaigns, cooperatives and producers as they are on file', async () => {
    const { products, campaigns, cooperatives, conventions, csv } = season();
    for (const product of products) expect((await post('affiliation/products', product)).status).toBe(201);
    for (const campaign of campaigns)
      expect((await post('affiliation/campaigns', campaign)).status).toBe(201);
    for (const one of cooperatives) expect((await post('affiliation/cooperatives', one)).status).toBe(201);
    for (const [id, one] of conventions)
      expect((await post(`affiliation/cooperatives/${id}/conventions`, one)).status).toBe(201);
    const { answers } = await importFile(csv, 'text/csv; charset=utf-8');
    expect(answers.filter((one) => one.status !== 'accepted')).toEqual([]);
    expect(answers.map((one) => one.line)).toEqual(Array.from({ length: 140 }, (_, n) => n + 2));
    const again = await importFile(csv, 'text/csv');
    expect(again.answers.filter((one) => one.status !== 'repeated')).toEqual([]);
    const { body } = await get('affiliation/producers?cooperativeId=COOP-OUEZ&limit=500', clerk, {
      'oce-min-position': String(answers.at(-1)?.position),
    });
    expect(body.items[0]).toMatchObject({ producerCode: 'P-OUEZ-0001', name: 'Khadija Bouzaghdil' });
    expect((await get('affiliation/cooperatives/COOP-OUEZ')).body.conventions).toHaveLength(1);
    expect((await get('affiliation/campaigns/OLIVE-2026')).body).toMatchObject({ status: 'open' });
    for (const line of csv.split('\r\n').slice(1).filter(Boolean))
      for (const cell of line.split(';').slice(5, 7)) told.add(cell);
  });

  it('answers each line of a file for itself', async () => {
    const lines = people(100, 1200).map((one) => JSON.stringify(one));
    lines.splice(3, 0, 'not json', JSON.stringify({ ...person(7), cin: '1' }), lines[0] as string);
    const { answers } = await importFile(lines.join('\n'), 'application/x-ndjson');
    expect(answers.map((one) => one.line)).toEqual(lines.map((_, n) => n + 1));
    expect(answers.slice(3, 5)).toMatchObject([
      { status: 'refused', problem: { code: 'not_json' } },
      { status: 'refused', producerCode: 'P-7', problem: { code: 'cin_form' } },
    ]);
    // Who was refused and why comes first: a count alone says nothing of what went wrong.
    const refused = answers.filter((one) => one.status === 'refused').map((one) => one.problem.code);
    expect(refused).toEqual(['not_json', 'cin_form']);
    const counted = (status: string) => answers.filter((one) => one.status === status).length;
    // A line that was tried again finds what its first try wrote: at least the one that stands twice is repeated.
    expect(counted('accepted') + counted('repeated')).toBe(1101);
    expect(counted('repeated')).toBeGreaterThan(0);
    expect(await importFile('Nom;CIN\nx;y', 'text/csv')).toMatchObject({
      status: 400,
      body: { code: 'csv_columns' },
    });
  });

  it('pages through producers', async () => {
    const first = (await get('affiliation/producers?limit=500')).body;
    const second = (await get(`affiliation/producers?limit=500&after=${first.next}`)).body;
    expect(first.items).toHaveLength(500);
    expect(second.items[0].producerCode > first.items[499].producerCode).toBe(true);
  });

  it('changes a telephone and back, and corrects a plot', async () => {
    for (const phone of ['+212600009001', '+212600009002', '+212600009001']) {
      told.add(phone);
      const answer = await post('affiliation/producers/P-2/contact', { phone });
      expect(answer.body.events).toEqual(['ProducerContactChanged']);
      expect((await get('affiliation/producers/P-2', clerk, at(answer))).body.phone).toBe(phone);
    }
    const plot = { plotId: 'PL-1', crop: 'olive', areaSquareMetres: 12_000, location: '34.79,-5.57' };
    await post('affiliation/producers/P-2/plots', plot);
    const corrected = await post('affiliation/producers/P-2/plots', { ...plot, areaSquareMetres: 11_000 });
    const { body } = await get('affiliation/producers/P-2', clerk, at(corrected));
    expect(body.plots).toEqual([{ ...plot, areaSquareMetres: 11_000 }]);
  });

  it('frees the CIN of whoever leaves', async () => {
    const leave = { leftOn: '2026-11-01', reason: 'moved away' };
    expect((await post('affiliation/producers/P-3/leave', leave)).status).toBe(201);
    await eventually(async () =>
      expect((await affiliate({ ...person(3), producerCode: 'P-30' })).status).toBe(201),
    );
  });

  it('erases a person: event, key, names and claim', async () => {
    await affiliate(person(8));
    const request = { requestedOn: '2027-01-20', reason: 'Demande, loi 09-08' };
    const writer = await harness.tokens.sign('staff:omar', 'affiliation:write affiliation:read');
    expect((await post('affiliation/persons/P-8/erase', request, {}, writer)).status).toBe(403);
    const erased = await post('affiliation/persons/P-8/erase', request);
    expect(erased.body.events).toEqual(['ProducerLeft', 'ErasureRequested']);
    const erasure = async () => (await get('affiliation/erasures/P-8', clerk, at(erased))).body;
    expect(await erasure()).toMatchObject({ status: 'requested', holds: [] });
    const holds = [{ kind: 'balance', count: 1, amountCentimes: 354_684 }] as const;
    const account = { context: 'payments', aggregate: 'account', id: 'P-8' };
    const heldOn = '2027-01-20';
    await harness.given(
      account,
      payments.erasure.ErasureHeld({ producerCode: 'P-8', holds, awaited: [], heldOn }),
    );
    await eventually(async () => expect(await erasure()).toMatchObject({ status: 'held', holds }));
    expect((await get('affiliation/producers/P-8', clerk, at(erased))).body).toMatchObject({
      isErased: false,
    });
    await harness.given(account, payments.erasure.AccountClosed({ producerCode: 'P-8', closedOn: heldOn }));
    await eventually(async () => expect(await erasure()).toMatchObject({ status: 'erased', holds: [] }));
    const { body } = await get('affiliation/producers/P-8');
    expect(body).toMatchObject({
      name: 'personne effacée',
      isErased: true,
      cin: null,
      phone: null,
      birthDate: null,
    });
    await eventually(async () => {
      const commits = await harness.store.load({ context: 'affiliation', aggregate: 'producer', id: 'P-8' });
      expect(commits.flatMap((commit) => commit.events.map((event) => event.type))).toEqual([
        'ProducerAffiliated',
        'ProducerLeft',
        'ErasureRequested',
        'PersonErased',
        'PersonKeyDestroyed',
      ]);
    });
    expect(await affiliate(person(8))).toMatchObject({ status: 409, body: { code: 'person_erased' } });
    await eventually(async () =>
      expect((await affiliate({ ...person(8), producerCode: 'P-80' })).status).toBe(201),
    );
    expect((await post('affiliation/persons/P-8/erase', request)).headers.get('oce-repeated')).toBe('true');
  });

  it('destroys the key of an erasure that was written before the process died', async () => {
    await affiliate(person(31));
    const data = { personId: 'P-31', requestedOn: '2027-01-20', reason: 'law 09-08' };
    await harness.given(
      { context: 'affiliation', aggregate: 'producer', id: 'P-31' },
      { type: 'PersonErased', v: 1, data },
    );
    await eventually(async () => {
      const commits = await harness.store.load({ context: 'affiliation', aggregate: 'producer', id: 'P-31' });
      expect(commits.at(-1)?.events[0]?.type).toBe('PersonKeyDestroyed');
    });
  });

  it('rebuilds its projections to the same documents', async () => {
    const before = (await get('affiliation/producers?limit=500')).body;
    const rebuilt = await post('operations/projections/producers/rebuild', {});
    expect((rebuilt.body as string).trim().split('\n').at(-1)).toContain('"done":true');
    expect((await get('affiliation/producers?limit=500')).body).toEqual(before);
    expect((await get('attention')).body.items).toEqual([]);
  });

  it('keeps no personal field in clear, in any message of the log or document of the database', async () => {
    const stored = await everythingStored(harness);
    expect(stored.length).toBeGreaterThan(2500);
    expect(told.size).toBeGreaterThan(300);
    const text = stored.join('\n');
    // What the office writes of itself is in clear, so that this search can find anything at all.
    expect(text).toContain(cooperative.name);
    const leaks = [...told].filter((field) => text.includes(field));
    expect(leaks).toEqual([]);
  });
});
