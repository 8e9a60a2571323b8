import type { CertificateDocument } from '../certificate/reads/certificates';
import { claimsOf, holdsOn, type ClaimFacts, type RawLot } from './domain/claims';

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
  producers: [{ producerCode, cooperativeId }],
});
const run = { runId: 'R-1', stationId: 'PRESS', activity: 'press', completedOn: '2026-10-12' };
const claims = (change: Partial<ClaimFacts>, lots: readonly RawLot[] = [rawLot('A'), rawLot('B', 'P-2')]) =>
  claimsOf({
    origins: [
      { lotId: 'A', grams: 114 },
      { lotId: 'B', grams: 76 },
    ],
    rawLots: new Map(lots.map((one) => [one.lotId, one])),
    runs: [run],
    certificates: [certificate(), mill],
    today: '2026-11-01',
    ...change,
  });
const organic = (all: ReturnType<typeof claims>) => all.find((one) => one.claim === 'organic');

describe('the claim of all origins', () => {
  it('is there where every origin has it and the premises are certified for what they did', () => {
    expect(organic(claims({}))).toEqual({
      kind: 'all',
      claim: 'organic',
      certificateIds: ['CERT-1', 'CERT-M'],
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
        { of: 'C-1', grams: 114 },
        { of: 'C-2', grams: 76 },
      ],
    });
  });

  it('is the harvest year where it is one', () => {
    expect(claims({}).find(({ kind }) => kind === 'same')).toMatchObject({ value: '2026' });
    const years = [rawLot('A'), rawLot('B', 'P-2', 'C-1', '2025-11-01')];
    expect(claims({}, years).some(({ kind }) => kind === 'same')).toBe(false);
  });
});
