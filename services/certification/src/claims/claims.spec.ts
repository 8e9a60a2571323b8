import type { CertificateDocument } from '../certificate/reads/certificates';
import { claimsOn } from '@oce/contracts';
import { claimsOf, type ClaimFacts, type PassedRun, type RawLot } from './domain/claims';
import { holdsOn } from './domain/validity';

const certificate = (change: Partial<CertificateDocument> = {}): CertificateDocument => ({
  certificateId: 'CERT-1',
  claim: 'organic',
  standard: { standardId: 'organic-eu', version: '2018-848' },
  body: 'CCPB',
  number: '1',
  holder: { kind: 'cooperative', id: 'C-1' },
  productIds: ['OLIVE'],
  activities: [],
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  changes: [],
  lists: [{ validFrom: '2026-01-01', producerCodes: ['P-1', 'P-2'] }],
  suspensions: [],
  inspections: [],
  ...change,
});
const mill = certificate({
  certificateId: 'CERT-M',
  holder: { kind: 'station', id: 'PRESS' },
  activities: ['press'],
  lists: [],
});
const rawLot = (
  lotId: string,
  producerCode = 'P-1',
  cooperativeId = 'C-1',
  closedOn = '2026-10-10',
): RawLot => ({
  lotId,
  productId: 'OLIVE',
  closedOn,
  country: 'MA',
  producers: [{ producerCode, cooperativeId }],
});
const run: PassedRun = {
  runId: 'R-1',
  stationId: 'PRESS',
  lineId: 'L1',
  activity: 'press',
  completedAt: '2026-10-12T10:00:00.000Z',
  completedOn: '2026-10-12',
  lineCleanedAt: null,
  highestDeciCelsius: 265,
  rawLotIds: ['A', 'B'],
};
const cold = { claim: 'cold_extraction', activity: 'press', maxDeciCelsius: 270, validFrom: '2012-01-01' };
const claims = (change: Partial<ClaimFacts>, lots: readonly RawLot[] = [rawLot('A'), rawLot('B', 'P-2')]) =>
  claimsOf({
    origins: [
      { lotId: 'A', grams: 114 },
      { lotId: 'B', grams: 76 },
    ],
    rawLots: new Map(lots.map((one) => [one.lotId, one])),
    runs: [run],
    leftLotIds: [],
    certificates: [certificate(), mill],
    limits: [cold],
    today: '2026-11-01',
    ...change,
  });
const LEFT = [rawLot('A'), rawLot('B', 'P-2'), rawLot('X', 'P-9')];
const organic = (all: ReturnType<typeof claims>) => all.find((one) => one.claim === 'organic');

describe('the claim of all origins', () => {
  it('is there where every origin has it and the premises are certified for what they did', () => {
    expect(organic(claims({}))).toEqual({
      kind: 'all',
      claim: 'organic',
      certificateIds: ['CERT-1', 'CERT-M'],
      until: '2026-12-31',
      custody: 'segregated',
    });
  });

  it.each<[string, Partial<ClaimFacts>, RawLot[] | undefined]>([
    ['conventional goods are mixed in', {}, [rawLot('A'), rawLot('B', 'P-9')]],
    ['a member of another cooperative', {}, [rawLot('A'), rawLot('B', 'P-2', 'C-2')]],
    ['premises without a certificate', { certificates: [certificate()] }, undefined],
    ['premises certified for something else', { runs: [{ ...run, activity: 'blend' }] }, undefined],
    [
      'a certificate that is suspended today',
      {
        certificates: [
          certificate({ changes: [{ is: 'suspended', effectiveFrom: '2026-10-20', reason: 'x' }] }),
          mill,
        ],
      },
      undefined,
    ],
    [
      'a member that was suspended at the harvest',
      {
        certificates: [
          certificate({ suspensions: [{ producerCode: 'P-2', from: '2026-10-01', liftedFrom: null }] }),
          mill,
        ],
      },
      undefined,
    ],
    ['a certificate that is over', { today: '2027-01-01' }, undefined],
    ['goods from before it', {}, [rawLot('A', 'P-1', 'C-1', '2025-12-31'), rawLot('B', 'P-2')]],
    ['a line or tank that was not cleaned after other goods', { leftLotIds: ['X'] }, LEFT],
    ['a line that was not cleaned after goods of which nothing is known', { leftLotIds: ['Y'] }, LEFT],
    ['an origin that nothing is known of', {}, [rawLot('A')]],
  ])('is lost with %s', (_why, change, lots) => {
    expect(organic(claims(change, lots))).toBeUndefined();
  });
});

it('a certificate holds from day to day as it was changed, also for the past', () => {
  const changes = [
    { is: 'suspended' as const, effectiveFrom: '2026-10-20', reason: 'x' },
    { is: 'reinstated' as const, effectiveFrom: '2026-11-10', reason: 'x' },
  ];
  const days = ['2025-12-31', '2026-10-19', '2026-10-20', '2026-11-09', '2026-11-10', '2027-01-01'];
  expect(days.map((day) => holdsOn(certificate({ changes }), day))).toEqual([
    false,
    true,
    false,
    false,
    true,
    false,
  ]);
});

describe('what else may be said', () => {
  it('is the share of each cooperative, the largest first', () => {
    const lots = [rawLot('A', 'P-1', 'C-1'), rawLot('B', 'P-2', 'C-2')];
    expect(claims({}, lots).find(({ kind }) => kind === 'share')).toEqual({
      kind: 'share',
      claim: 'origin',
      parts: [
        { of: 'C-1', grams: 114, permille: 600 },
        { of: 'C-2', grams: 76, permille: 400 },
      ],
    });
  });

  it('is the harvest year where it is one', () => {
    expect(claims({}).find(({ kind }) => kind === 'same')).toMatchObject({ value: '2026' });
    const years = [rawLot('A'), rawLot('B', 'P-2', 'C-1', '2025-11-01')];
    expect(claims({}, years).some(({ kind }) => kind === 'same')).toBe(false);
  });
});

describe('the days of a claim', () => {
  const changed = (is: 'suspended' | 'reinstated', effectiveFrom: string) => ({
    is,
    effectiveFrom,
    reason: 'x',
  });

  it('end with the first of its certificates, without a word', () => {
    const short = certificate({ ...mill, validTo: '2026-11-15' });
    const all = claims({ certificates: [certificate(), short] });
    expect(organic(all)).toMatchObject({ until: '2026-11-15' });
    expect(organic(claimsOn(all, '2026-11-15'))).toBeDefined();
    expect(organic(claimsOn(all, '2026-11-16'))).toBeUndefined();
    expect(claimsOn(all, '2026-11-16').length).toBe(all.length - 1);
  });

  it('end before a suspension that is still to come, and begin again with what ends it', () => {
    const suspended = certificate({ changes: [changed('suspended', '2026-11-20')] });
    expect(organic(claims({ certificates: [suspended, mill] }))).toMatchObject({ until: '2026-11-19' });
    const changes = [changed('suspended', '2026-10-20'), changed('reinstated', '2026-11-20')];
    const all = claims({ certificates: [certificate({ changes }), mill] });
    expect(organic(all)).toMatchObject({ from: '2026-11-20', until: '2026-12-31' });
    expect(organic(claimsOn(all, '2026-11-19'))).toBeUndefined();
  });
});

describe('custody', () => {
  it.each<[string, Partial<CertificateDocument>, Partial<CertificateDocument>, string]>([
    ['is the lower one', { custody: 'identity_preserved' }, { custody: 'segregated' }, 'segregated'],
    ['is the lowest one', { custody: 'segregated' }, { custody: 'mass_balance' }, 'mass_balance'],
    ['stays', { custody: 'identity_preserved' }, { custody: 'identity_preserved' }, 'identity_preserved'],
    ['is segregated where nothing is said', { custody: 'identity_preserved' }, {}, 'segregated'],
  ])('%s of what goods come through', (_says, grown, pressed, custody) => {
    const certificates = [certificate(grown), { ...mill, ...pressed }];
    expect(organic(claims({ certificates }))).toMatchObject({ custody });
  });

  it('of goods of several cooperatives keeps nobody’s identity', () => {
    const own = (certificateId: string, id: string, producerCode: string) =>
      certificate({
        certificateId,
        holder: { kind: 'cooperative', id },
        custody: 'identity_preserved',
        lists: [{ validFrom: '2026-01-01', producerCodes: [producerCode] }],
      });
    const certificates = [
      own('CERT-1', 'C-1', 'P-1'),
      own('CERT-2', 'C-2', 'P-2'),
      certificate({ ...mill, custody: 'identity_preserved' }),
    ];
    const lots = [rawLot('A', 'P-1', 'C-1'), rawLot('B', 'P-2', 'C-2')];
    expect(organic(claims({ certificates }, lots))).toMatchObject({ custody: 'segregated' });
  });

  it('goes with the funds that a premium belongs to', () => {
    const certificates = [certificate({ premiumFund: 'Fonds d’Ouazzane' }), mill];
    expect(organic(claims({ certificates }))).toMatchObject({ premiumFunds: ['Fonds d’Ouazzane'] });
  });
});

describe('how goods were made', () => {
  const coldly = (runs: readonly PassedRun[], limits = [cold]) =>
    claims({ runs, limits }).find(({ kind }) => kind === 'process');

  it('is cold where no press was warmer than the limit of its day', () => {
    expect(coldly([run])).toEqual({ kind: 'process', claim: 'cold_extraction', runIds: ['R-1'] });
    expect(coldly([{ ...run, highestDeciCelsius: 270 }])).toBeDefined();
    expect(coldly([{ ...run, highestDeciCelsius: 271 }])).toBeUndefined();
    expect(coldly([run, { ...run, runId: 'R-0', highestDeciCelsius: null }])).toBeUndefined();
    expect(coldly([{ ...run, activity: 'blend' }])).toBeUndefined();
    expect(coldly([])).toBeUndefined();
  });

  it('goes by the version of the day', () => {
    const stricter = { ...cold, maxDeciCelsius: 250, validFrom: '2026-10-12' };
    expect(coldly([run], [cold, stricter])).toBeUndefined();
    expect(coldly([run], [cold, { ...stricter, validFrom: '2026-10-13' }])).toBeDefined();
  });
});

it('honey names every country with its share, the largest first, and they come to the whole', () => {
  const lots = ['A', 'B', 'C'].map((lotId, at) => ({
    ...rawLot(lotId),
    country: ['ES', 'MA', 'TR'][at] ?? '',
  }));
  const origins = ['A', 'B', 'C'].map((lotId) => ({ lotId, grams: 333 + (lotId === 'B' ? 1 : 0) }));
  expect(claims({ origins }, lots).find(({ claim }) => claim === 'country')).toEqual({
    kind: 'share',
    claim: 'country',
    parts: [
      { of: 'MA', grams: 334, permille: 334 },
      { of: 'ES', grams: 333, permille: 333 },
      { of: 'TR', grams: 333, permille: 333 },
    ],
  });
});
