import { call, ServiceHarness } from '@oce/service-kit/testing';
import { eventually } from '@oce/testing';
import { AffiliationModule } from '../src';
import { convention, cooperative, person } from './affiliation.fixture';

const product = {
  productId: 'OLIVE',
  name: 'Olives',
  gtin: '06119990001011',
  unit: 'kg',
  grades: [{ grade: 'extra', name: 'Extra' }],
};
const campaign = {
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  name: 'Olives 2026',
  opensOn: '2026-09-14',
  lastWeighingOn: '2026-11-08',
};
const exporter = { exporterId: 'EX-1', name: 'Atlas', ice: cooperative.ice, affiliatedOn: '2026-01-01' };
const plot = { plotId: 'PL-1', crop: 'olive', areaSquareMetres: 12_000, location: '34.79,-5.57' };
const ending = { conventionNumber: 'CONV-1', endedOn: '2027-06-30', reason: 'by common consent' };
const leaving = { leftOn: '2026-12-01', reason: 'moved away' };
const erasure = { requestedOn: '2027-01-20', reason: 'law 09-08' };

/** Every command of affiliation that is made once: the path, its body, what makes it another, and how that is refused. */
const ONCE: readonly (readonly [string, object, object, string, string])[] = [
  ['cooperatives', cooperative, { region: 'Taza' }, 'cooperative_id_taken', 'cooperativeId'],
  [
    'cooperatives/C-1/conventions',
    convention,
    { commissionCapPpm: 1 },
    'convention_number_taken',
    'conventionNumber',
  ],
  ['products', product, { name: 'Other' }, 'product_id_taken', 'productId'],
  ['campaigns', campaign, { name: 'Other' }, 'campaign_id_taken', 'campaignId'],
  ['exporters', exporter, { name: 'Other' }, 'exporter_id_taken', 'exporterId'],
  ['producers', person(1), { name: 'Other' }, 'producer_code_taken', 'producerCode'],
  [
    'campaigns/OLIVE-2026/close',
    { closedOn: '2026-11-10' },
    { closedOn: '2026-11-11' },
    'campaign_closed',
    'closedOn',
  ],
  ['cooperatives/C-1/end-convention', ending, { endedOn: '2027-07-01' }, 'convention_ended', 'endedOn'],
  ['cooperatives/C-1/end-convention', ending, { reason: 'fees not paid' }, 'convention_ended', 'reason'],
  ['producers/P-1/leave', leaving, { leftOn: '2026-12-02' }, 'producer_left', 'producerCode'],
  ['producers/P-1/leave', leaving, { reason: 'gave up farming' }, 'producer_left', 'producerCode'],
  ['persons/P-1/erase', erasure, { requestedOn: '2027-01-21' }, 'erasure_requested_already', 'requestedOn'],
  ['persons/P-1/erase', erasure, { reason: 'another law' }, 'erasure_requested_already', 'reason'],
];

describe('a command of affiliation that comes again', () => {
  let harness: ServiceHarness;
  let url: string;
  let clerk: string;

  beforeAll(async () => {
    harness = await ServiceHarness.start();
    ({ url } = await harness.service('affiliation', AffiliationModule));
    await eventually(async () => expect((await call('GET', `${url}/health/ready`)).status).toBe(200));
    const scopes = 'affiliation:write affiliation:read affiliation:erase';
    clerk = await harness.tokens.sign('staff:amal', scopes);
  });
  afterAll(() => harness?.stop());

  const post = (path: string, body: unknown, key?: string) =>
    call('POST', `${url}/affiliation/${path}`, {
      token: clerk,
      body,
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });
  const read = async (path: string, position: number) =>
    (
      await call('GET', `${url}/affiliation/${path}`, {
        token: clerk,
        headers: { 'oce-min-position': String(position) },
      })
    ).body;

  it.each(ONCE)(
    'is done once, answered the same under its key, and refused as another: %s %j, then %j',
    async (path, body, change, code, field) => {
      const key = `once-${path}`.replaceAll('/', '-');
      const first = await post(path, body, key);
      expect(first.status).toBe(201);
      expect(first.body.events.length).toBeGreaterThan(0);
      expect((await post(path, body, key)).body).toEqual(first.body);
      const held = await post(path, body);
      expect(held.body).toMatchObject({ id: first.body.id, events: [] });
      expect(held.body.version).toBeGreaterThanOrEqual(first.body.version);
      expect(held.headers.get('oce-repeated')).toBe('true');
      const other = await post(path, { ...body, ...change });
      expect(other).toMatchObject({ status: 409, body: { code, errors: [{ field }] } });
      expect((await post(path, { ...body, ...change }, key)).body.code).toBe('command_id_reused');
    },
  );

  describe('and sets something', () => {
    beforeAll(async () => {
      await post('cooperatives/C-1/conventions', {
        ...convention,
        conventionNumber: 'CONV-2',
        validFrom: '2029-01-01',
        validTo: '2030-12-31',
      });
      const affiliated = await post('producers', { ...person(2), affiliatedOn: '2026-06-05' });
      expect(affiliated.status).toBe(201);
    });

    it('leaves the telephone that was said last: that of the affiliation, another, the first again', async () => {
      const { phone } = person(2);
      const same = await post('producers/P-2/contact', { phone: phone.replace('+212', '0') });
      expect(same).toMatchObject({ status: 201, body: { version: 1, events: [] } });
      expect(same.headers.get('oce-repeated')).toBe('true');
      for (const next of ['+212600009001', phone, '+212600009001', phone]) {
        const { body } = await post('producers/P-2/contact', { phone: next });
        expect(body.events).toEqual(['ProducerContactChanged']);
        expect((await read('producers/P-2', body.position)).phone).toBe(next);
      }
      expect((await post('producers/P-2/contact', { phone })).headers.get('oce-repeated')).toBe('true');
    });

    it('leaves the plot that was declared last: one area, another, the first again', async () => {
      for (const areaSquareMetres of [12_000, 11_000, 12_000]) {
        const { body } = await post('producers/P-2/plots', { ...plot, areaSquareMetres });
        expect(body.events).toEqual(['PlotDeclared']);
        const [declared] = (await read('producers/P-2', body.position)).plots;
        expect(declared.areaSquareMetres).toBe(areaSquareMetres);
      }
      expect((await post('producers/P-2/plots', plot)).headers.get('oce-repeated')).toBe('true');
    });
  });

  it('is told of each line of a file, whatever key the file came with', async () => {
    const lines = [person(2), person(3), person(3)].map((one) => JSON.stringify(one)).join('\n');
    const send = async () => {
      const answer = await call('POST', `${url}/affiliation/producers/import`, {
        token: clerk,
        body: lines,
        headers: { 'content-type': 'application/x-ndjson', 'idempotency-key': 'file-1' },
      });
      return (answer.body as string)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).status);
    };
    expect((await send()).sort()).toEqual(['accepted', 'repeated', 'repeated']);
    expect(await send()).toEqual(['repeated', 'repeated', 'repeated']);
  });
});
