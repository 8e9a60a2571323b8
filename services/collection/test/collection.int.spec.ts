import type { CampaignOpened, ProducerAffiliated, ProductListed } from '@oce/contracts';
import { DATABASE, ServiceRegistry } from '@oce/service-kit';
import { call, ServiceHarness } from '@oce/service-kit/testing';
import { eventually } from '@oce/testing';
import type { Db } from 'mongodb';
import { CollectionModule } from '../src';
import type { DeliveryTakenIntoLot } from '../src/delivery/domain/delivery.events';

const ticket = {
  stationId: 'ST-1',
  terminalId: 'TM-1',
  ticketNumber: 'T-0001',
  producerCode: 'P-1',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grossGrams: 1_860_000,
  tareGrams: 360_000,
  weighedAt: '2026-10-01T08:00:00Z',
};

describe('collection on real servers', () => {
  let harness: ServiceHarness;
  let url: string;
  let database: Db;
  let registry: ServiceRegistry;
  let terminal: string;
  let clerk: string;

  beforeAll(async () => {
    harness = await ServiceHarness.start();
    const service = await harness.service('collection', CollectionModule);
    ({ url } = service);
    database = service.app.get<Db>(DATABASE, { strict: false });
    registry = service.app.get(ServiceRegistry, { strict: false });
    terminal = await harness.tokens.sign('terminal:TM-1', 'collection:weigh', { terminalId: 'TM-1' });
    clerk = await harness.tokens.sign(
      'staff:amal',
      'collection:weigh collection:write collection:read operations attention',
    );
    await affiliation(harness);
    await post('collection/stations', {
      stationId: 'ST-1',
      name: 'Station',
      cooperativeId: 'C-1',
      openedOn: '2026-09-01',
    });
    const scale = {
      scaleId: 'SC-1',
      kind: 'weighbridge',
      certificate: 'V-1',
      verifiedOn: '2026-01-01',
      validUntil: '2026-10-31',
    };
    await post('collection/stations/ST-1/scales', scale);
    await post('collection/stations/ST-1/terminals', { terminalId: 'TM-1', scaleId: 'SC-1' });
    const rule = {
      productId: 'OLIVE',
      validFrom: '2026-09-01',
      impuritiesTolerancePpm: 10_000,
      maxImpuritiesPpm: 100_000,
      maxMoisturePpm: 600_000,
    };
    // A rule is published once it is known what was weighed: the read models have to be there first.
    await eventually(async () => expect((await post('collection/intake-rules', rule)).status).toBe(201));
  });
  afterAll(() => harness?.stop());

  const post = (path: string, body: unknown, token = clerk, headers: Record<string, string> = {}) =>
    call('POST', `${url}/${path}`, { token, body, headers });
  const get = (path: string, headers: Record<string, string> = {}) =>
    call('GET', `${url}/${path}`, { token: clerk, headers });

  /** The collection that a projection is served from, and all that is in it. */
  async function stored(name: string) {
    const found = registry.projections.find((one) => one.name === name);
    if (!found) throw new Error(`no projection ${name}`);
    const { collection } = found;
    return { collection, documents: await database.collection(collection).find().sort({ _id: 1 }).toArray() };
  }

  it('weighs a ticket in, grades it to the gram of the worked numbers, and reads it back at its position', async () => {
    const weighed = await post('collection/deliveries', ticket, terminal);
    expect(weighed).toMatchObject({
      status: 201,
      body: { id: 'TM-1_T-0001', version: 1, events: ['DeliveryWeighedIn'] },
    });
    const sheet = { sampleId: 'S-1', grade: 'extra', impuritiesPpm: 32_000, moisturePpm: 500_000 };
    const graded = await post('collection/deliveries/TM-1_T-0001/grade', sheet);
    expect(graded).toMatchObject({ status: 201, body: { version: 2 } });
    const position = graded.headers.get('oce-position') ?? '';
    const read = await get('collection/deliveries/TM-1_T-0001', { 'oce-min-position': position });
    expect(read.body).toMatchObject({
      status: 'graded',
      netGrams: 1_500_000,
      payableGrams: 1_467_000,
      grade: 'extra',
    });
  });

  it('says that a repeated ticket is repeated, and refuses another under its number', async () => {
    const once = await post('collection/deliveries', { ...ticket, ticketNumber: 'T-0002' }, terminal);
    const again = await post('collection/deliveries', { ...ticket, ticketNumber: 'T-0002' }, terminal);
    expect(again).toMatchObject({ status: 201, body: { ...once.body, events: [] } });
    expect(again.headers.get('oce-repeated')).toBe('true');
    const other = await post(
      'collection/deliveries',
      { ...ticket, ticketNumber: 'T-0002', tareGrams: 1 },
      terminal,
    );
    expect(other).toMatchObject({
      status: 409,
      body: { code: 'ticket_number_taken', errors: [{ field: 'ticketNumber' }] },
    });
  });

  it('refuses another body under a known Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'key-1' };
    await post('collection/deliveries', { ...ticket, ticketNumber: 'T-0003' }, terminal, key);
    const other = await post(
      'collection/deliveries',
      { ...ticket, ticketNumber: 'T-0003', tareGrams: 1 },
      terminal,
      key,
    );
    expect(other).toMatchObject({ status: 422, body: { code: 'command_id_reused' } });
    const elsewhere = await post(
      'collection/deliveries',
      { ...ticket, ticketNumber: 'T-0004' },
      terminal,
      key,
    );
    expect(elsewhere).toMatchObject({
      status: 422,
      body: { code: 'command_id_reused', errors: [{ field: 'Idempotency-Key' }] },
    });
    expect((await get('collection/deliveries/TM-1_T-0004')).status).toBe(404);
  });

  it('takes a ticket with and one without its crates for the same, by every door', async () => {
    const bare = { ...ticket, ticketNumber: 'T-0005' };
    const counted = { ...bare, containerKind: 'crate', containerCount: 75 };
    const first = await post('collection/deliveries', counted, terminal);
    for (const body of [bare, counted]) {
      const again = await post('collection/deliveries', body, terminal);
      expect(again).toMatchObject({ status: 201, body: { position: first.body.position } });
      expect(again.headers.get('oce-repeated')).toBe('true');
      const streamed = await call('POST', `${url}/collection/tickets`, {
        token: terminal,
        body: `${JSON.stringify(body)}\n`,
        headers: { 'content-type': 'application/x-ndjson' },
      });
      expect(JSON.parse(streamed.body as string)).toMatchObject({ line: 1, status: 'repeated' });
    }
  });

  it('asks about a number that has lost its zeros, in one request too, and takes it where both were weighed', async () => {
    const body = { ...ticket, ticketNumber: '000451', weighedAt: '2026-10-02T09:10:11Z' };
    const lines = [body, { ...body, ticketNumber: '451' }].map((one) => `${JSON.stringify(one)}\n`).join('');
    const streamed = await call('POST', `${url}/collection/tickets`, {
      token: terminal,
      body: lines,
      headers: { 'content-type': 'application/x-ndjson' },
    });
    const [first, second] = (streamed.body as string).trim().split('\n');
    expect(JSON.parse(first ?? '')).toMatchObject({ status: 'accepted' });
    expect(JSON.parse(second ?? '')).toMatchObject({ problem: { code: 'ticket_seems_repeated' } });
    const other = { ...body, ticketNumber: '0451' };
    expect(await post('collection/deliveries', other, terminal)).toMatchObject({ status: 409 });
    const meant = await post('collection/deliveries', { ...other, distinctFrom: '000451' }, terminal);
    expect(meant).toMatchObject({ status: 201 });
    expect(await post('collection/deliveries', body, terminal)).toMatchObject({ status: 201 });
  });

  it('leaves a terminal on the scale that was said last: one, another, the first again', async () => {
    const scale = { kind: 'weighbridge', verifiedOn: '2026-01-01', validUntil: '2026-10-31' };
    await post('collection/stations/ST-1/scales', { ...scale, scaleId: 'SC-2', certificate: 'V-2' });
    const install = (scaleId: string) =>
      post('collection/stations/ST-1/terminals', { terminalId: 'TM-9', scaleId });
    for (const scaleId of ['SC-1', 'SC-2', 'SC-1']) {
      const answer = await install(scaleId);
      expect(answer.body.events).toEqual(['TerminalInstalled']);
    }
    expect((await install('SC-1')).headers.get('oce-repeated')).toBe('true');
  });

  it.each([
    [{ grossGrams: '12' }, 400, 'grossGrams', 'is_int'],
    [{ ticketNumber: 'a.b' }, 400, 'ticketNumber', 'matches'],
    [{ weighedAt: '2026-13-01T08:00:00Z' }, 400, 'weighedAt', 'is_iso8601'],
    [{ surprise: 1 }, 400, 'surprise', 'unknown_field'],
    [{ containerKind: 'crate' }, 400, 'containerCount', 'is_int'],
    [{ containerTareGrams: 5 }, 400, 'containerCount', 'is_int'],
    [{ containerKind: 'crate', containerCount: 90_000 }, 422, 'containerCount', 'containers_not_plausible'],
    [{ tareGrams: 1_860_000 }, 422, 'tareGrams', 'tare_not_below_gross'],
    [{ producerCode: 'P-9' }, 422, 'producerCode', 'producer_unknown'],
    [{ campaignId: 'OLIVE-2031' }, 409, 'campaignId', 'campaign_not_open'],
    [{ weighedAt: '2026-11-05T08:00:00Z' }, 409, 'weighedAt', 'scale_verification_expired'],
    [{ stationId: 'ST-2' }, 422, 'stationId', 'terminal_elsewhere'],
  ])('refuses %j with %i, naming %s and the rule %s', async (change, status, field, rule) => {
    const answer = await post(
      'collection/deliveries',
      { ...ticket, ticketNumber: 'T-0099', ...change },
      terminal,
    );
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ field, rule }));
  });

  it('refuses a terminal that sends the ticket of another, and a call without a token', async () => {
    const other = await harness.tokens.sign('terminal:TM-2', 'collection:weigh', { terminalId: 'TM-2' });
    expect(await post('collection/deliveries', ticket, other)).toMatchObject({
      status: 403,
      body: { code: 'not_your_terminal' },
    });
    expect(await call('POST', `${url}/collection/deliveries`, { body: ticket })).toMatchObject({
      status: 401,
    });
    const expired = await harness.tokens.sign('terminal:TM-1', 'collection:weigh', {}, '-1s');
    expect(await post('collection/deliveries', ticket, expired)).toMatchObject({
      status: 401,
      body: { code: 'token_expired' },
    });
  });

  it('takes a stream of tickets with an answer a line, in order', async () => {
    const lines = Array.from({ length: 300 }, (_, n) =>
      JSON.stringify({ ...ticket, ticketNumber: `S-${n}` }),
    );
    lines.splice(
      5,
      0,
      'not json',
      JSON.stringify({ ...ticket, producerCode: 'P-9', ticketNumber: 'S-x' }),
      lines[0] ?? '',
    );
    const body = `${lines.join('\n')}\n`;
    const answer = await call('POST', `${url}/collection/tickets`, {
      token: terminal,
      body,
      headers: { 'content-type': 'application/x-ndjson' },
    });
    const answers = (answer.body as string)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers).toHaveLength(303);
    expect(answers.map((one) => one.line)).toEqual(Array.from({ length: 303 }, (_, n) => n + 1));
    expect(answers.filter((one) => one.status === 'accepted')).toHaveLength(300);
    expect(answers.slice(5, 8).map((one) => one.status)).toEqual(['refused', 'refused', 'repeated']);
    expect(answers[6].problem).toMatchObject({ code: 'producer_unknown' });
  });

  it('takes the same command over NATS', async () => {
    const { headers } = await import('@nats-io/transport-node');
    const made = headers();
    made.set('Authorization', `Bearer ${terminal}`);
    const body = JSON.stringify({ ...ticket, ticketNumber: 'N-1' });
    const reply = await harness.connection.request('cmd.collection.delivery.weigh-in', body, {
      headers: made,
      timeout: 5000,
    });
    expect(reply.json()).toMatchObject({ id: 'TM-1_N-1', version: 1 });
    const refused = await harness.connection.request('cmd.collection.delivery.weigh-in', '{}', {
      headers: made,
      timeout: 5000,
    });
    expect(refused.headers?.get('Status')).toBe('400');
  });

  it('fills a lot, keeps a delivery to one lot, and closes it with the sum of its weights', async () => {
    const sheet = { sampleId: 'S-1', grade: 'extra', impuritiesPpm: 0, moisturePpm: 0 };
    for (const n of ['L-1', 'L-2']) {
      await post('collection/deliveries', { ...ticket, ticketNumber: n }, terminal);
      await post(`collection/deliveries/TM-1_${n}/grade`, sheet);
    }
    const lot = {
      lotId: 'LOT-1',
      stationId: 'ST-1',
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      grade: 'extra',
      openedOn: '2026-10-01',
    };
    const noDay = await post('collection/lots', { ...lot, openedOn: '2026-02-30' });
    expect(noDay).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'openedOn', rule: 'is_iso8601' }] },
    });
    await post('collection/lots', lot);
    await post('collection/lots', { ...lot, lotId: 'LOT-2' });
    const deliveryIds = ['TM-1_L-1', 'TM-1_L-2'];
    expect((await post('collection/lots/LOT-1/deliveries', { deliveryIds })).body.added).toEqual(deliveryIds);
    const second = await post('collection/lots/LOT-2/deliveries', { deliveryIds: ['TM-1_L-1'] });
    expect(second.body.refused).toEqual([expect.objectContaining({ code: 'delivery_in_a_lot' })]);
    const closed = await post('collection/lots/LOT-1/close', { closedOn: '2026-10-02' });
    const read = await get('collection/lots/LOT-1', { 'oce-min-position': String(closed.body.position) });
    expect(read.body).toMatchObject({ status: 'closed', deliveries: 2, netGrams: 3_000_000 });
    // A closed lot takes nothing: the delivery is free for another. What is in it is in it, however often that is asked.
    await post('collection/deliveries', { ...ticket, ticketNumber: 'L-3' }, terminal);
    await post('collection/deliveries/TM-1_L-3/grade', sheet);
    const late = ['TM-1_L-1', 'TM-1_L-3'];
    expect((await post('collection/lots/LOT-1/deliveries', { deliveryIds: late })).body).toMatchObject({
      added: ['TM-1_L-1'],
      refused: [{ deliveryId: 'TM-1_L-3', code: 'lot_closed' }],
    });
    expect(
      (await post('collection/lots/LOT-2/deliveries', { deliveryIds: ['TM-1_L-3'] })).body,
    ).toMatchObject({
      added: ['TM-1_L-3'],
      refused: [],
    });
  });

  it('frees a delivery whose request died before its lot was closed, and says so to its repeat', async () => {
    const sheet = { sampleId: 'S-1', grade: 'extra', impuritiesPpm: 0, moisturePpm: 0 };
    await post('collection/deliveries', { ...ticket, ticketNumber: 'L-4' }, terminal);
    await post('collection/deliveries/TM-1_L-4/grade', sheet);
    const deliveryId = 'TM-1_L-4';
    const weights = { producerCode: 'P-1', netGrams: 1_500_000, payableGrams: 1_500_000 };
    const taken: DeliveryTakenIntoLot = {
      type: 'DeliveryTakenIntoLot',
      v: 1,
      data: { deliveryId, lotId: 'LOT-1', ...weights },
    };
    await harness.given({ context: 'collection', aggregate: 'delivery', id: deliveryId }, taken);
    await eventually(async () => {
      const types = (
        await harness.store.load({ context: 'collection', aggregate: 'delivery', id: deliveryId })
      ).flatMap(({ events }) => events.map(({ type }) => type));
      expect(types.slice(-2)).toEqual(['DeliveryTakenIntoLot', 'DeliveryLeftLot']);
    });
    const position = String(await harness.store.lastPosition());
    const atLast = { 'oce-min-position': position };
    expect((await get(`collection/deliveries/${deliveryId}`, atLast)).body).toMatchObject({
      status: 'graded',
      lotId: null,
    });
    expect((await get('collection/lots/LOT-1', atLast)).body).toMatchObject({
      deliveries: 2,
      netGrams: 3_000_000,
    });
    const body = { deliveryIds: [deliveryId] };
    const key = { 'idempotency-key': 'filling-1' };
    for (let time = 0; time < 2; time++) {
      const answer = await post('collection/lots/LOT-1/deliveries', body, clerk, key);
      expect(answer).toMatchObject({
        status: 200,
        body: { added: [], refused: [{ deliveryId, code: 'lot_closed' }] },
      });
    }
    expect((await post('collection/lots/LOT-2/deliveries', body)).body).toMatchObject({
      added: [deliveryId],
      refused: [],
    });
  });

  it('takes a terminal back from another station, whatever its own station knows of it', async () => {
    const verification = {
      scaleId: 'SC-7',
      kind: 'weighbridge',
      certificate: 'V-7',
      verifiedOn: '2026-01-01',
      validUntil: '2026-12-31',
    };
    for (const stationId of ['ST-7', 'ST-8']) {
      await post('collection/stations', {
        stationId,
        name: 'n',
        cooperativeId: 'C-1',
        openedOn: '2026-01-01',
      });
      await post(`collection/stations/${stationId}/scales`, verification);
    }
    const weighed = async (stationId: string, ticketNumber: string) => {
      const installed = await post(`collection/stations/${stationId}/terminals`, {
        terminalId: 'TM-7',
        scaleId: 'SC-7',
      });
      const own = await harness.tokens.sign('terminal:TM-7', 'collection:weigh', { terminalId: 'TM-7' });
      const sent = { ...ticket, terminalId: 'TM-7', stationId, ticketNumber };
      return [installed.status, (await post('collection/deliveries', sent, own)).status];
    };
    expect(await weighed('ST-7', 'S-1')).toEqual([201, 201]);
    expect(await weighed('ST-8', 'S-2')).toEqual([201, 201]);
    expect(await weighed('ST-7', 'S-3')).toEqual([201, 201]);
  });

  it('opens the delivery that replaces a reversed one, and cites it', async () => {
    await post('collection/deliveries', { ...ticket, ticketNumber: 'R-1' }, terminal);
    await post('collection/deliveries/TM-1_R-1/grade', {
      sampleId: 'S',
      grade: 'extra',
      impuritiesPpm: 32_000,
      moisturePpm: 0,
    });
    const correction = { ticketNumber: 'R-1C', grossGrams: 1_860_000, tareGrams: 460_000 };
    const taken = { reason: 'wrong tare', correction: { ...correction, ticketNumber: 'N-1' } };
    expect(await post('collection/deliveries/TM-1_R-1/reverse', taken)).toMatchObject({
      status: 409,
      body: { code: 'ticket_number_taken' },
    });
    expect(
      (await post('collection/deliveries/TM-1_R-1/reverse', { reason: 'wrong tare', correction })).status,
    ).toBe(201);
    await eventually(async () => {
      const opened = await get('collection/deliveries/TM-1_R-1C');
      expect(opened.body).toMatchObject({
        status: 'graded',
        netGrams: 1_400_000,
        payableGrams: 1_369_200,
        replaces: 'TM-1_R-1',
      });
    });
    expect((await get('collection/deliveries/TM-1_R-1')).body).toMatchObject({
      status: 'reversed',
      replacedBy: 'TM-1_R-1C',
    });
  });

  it('has left nothing for a clerk, and rebuilds every projection to the same documents', async () => {
    expect((await get('attention')).body.items).toEqual([]);
    const everything = await harness.store.lastPosition();
    const names = registry.projections.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['deliveries', 'lots', 'attention']));
    for (const name of names) {
      await registry.hostOf(name)?.waitFor(name, everything);
      const before = await stored(name);
      const isFull = before.documents.length > 0;
      expect([name, isFull]).toEqual([name, ['deliveries', 'lots', 'last_weighings'].includes(name)]);
      const rebuilt = await post(`operations/projections/${name}/rebuild`, {});
      expect((rebuilt.body as string).trim().split('\n').at(-1)).toContain('"done":true');
      const after = await stored(name);
      expect(after.collection).not.toBe(before.collection);
      expect(after.documents).toEqual(before.documents);
    }
  });

  it('says that it is ready, and describes its API', async () => {
    expect(await call('GET', `${url}/health/ready`)).toMatchObject({
      status: 200,
      body: { ready: true, log: true, database: true },
    });
    const { body } = await call('GET', `${url}/openapi.json`);
    expect(Object.keys(body.paths)).toContain('/collection/deliveries/{id}/grade');
    expect(body.components.schemas.WeighInDto.required).toContain('ticketNumber');
    expect((await call('GET', `${url}/health/metrics`)).body).toContain('oce_projection_position');
  });
});

async function affiliation(harness: ServiceHarness): Promise<void> {
  const producer: ProducerAffiliated = {
    type: 'ProducerAffiliated',
    v: 1,
    data: {
      producerCode: 'P-1',
      cooperativeId: 'C-1',
      affiliatedOn: '2026-01-01',
      name: 'x',
      cin: 'x',
      phone: 'x',
      birthDate: 'x',
    },
  };
  const campaign: CampaignOpened = {
    type: 'CampaignOpened',
    v: 1,
    data: {
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      name: 'Olives',
      opensOn: '2026-09-01',
      lastWeighingOn: '2026-12-31',
    },
  };
  const product: ProductListed = {
    type: 'ProductListed',
    v: 2,
    data: {
      productId: 'OLIVE',
      name: 'Olives',
      gtin: '06111234567893',
      unit: 'kg',
      kind: 'raw',
      packing: null,
      grades: [{ grade: 'extra', name: 'Extra' }],
    },
  };
  await harness.given({ context: 'affiliation', aggregate: 'producer', id: 'P-1' }, producer);
  await harness.given({ context: 'affiliation', aggregate: 'campaign', id: 'OLIVE-2026' }, campaign);
  await harness.given({ context: 'affiliation', aggregate: 'product', id: 'OLIVE' }, product);
}
