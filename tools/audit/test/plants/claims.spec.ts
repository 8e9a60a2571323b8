import { Certificate } from '../../src/certification/certificates';
import { derivedClaims } from '../../src/certification/derived-claims';
import { Passage } from '../../src/certification/passage';
import type { DataOf } from '../../src/events';
import { describePlants, each } from '../season/plants';

describePlants('what is said of lots', [
  [
    'claims/claimed',
    'a claim that no certificate gives',
    (log) =>
      log.edit('LotClaimsChanged', 4, ({ claims }) =>
        claims.push({ kind: 'all', claim: 'organic', certificateIds: ['CERT-1'] }),
      ),
  ],
  [
    'claims/claimed',
    'a share that is not of its origins',
    (log) =>
      log.edit('LotClaimsChanged', 4, ({ claims }) =>
        each(claims, (claim) => {
          if (claim.kind === 'share') each(claim.parts, (part) => (part.of = 'OUEZ'));
        }),
      ),
  ],
  [
    'claims/claimed',
    'a claim that is taken away before its day',
    (log) => {
      log.edit('CertificateSuspended', 0, (data) => (data.effectiveFrom = '2026-11-01'));
      return log.where('LotClaimsChanged', 4);
    },
  ],
  [
    'claims/not-changed',
    'a claim that outlives its certificate',
    (log) => log.drop('LotClaimsChanged', 4, 'CertificateSuspended', 0),
  ],
]);

const certificate = (certificateId: string, more: Partial<DataOf<'CertificateGranted'>>) =>
  new Certificate({
    certificateId,
    claim: 'organic',
    standard: { standardId: 'organic-eu', version: '2018-848' },
    body: 'CCPB',
    number: '1',
    holder: { kind: 'cooperative', id: 'C-1' },
    productIds: ['OLIVES'],
    activities: [],
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    ...more,
  });
const LOTS = { A: 'P-1', X: 'P-9' };
const AT = (hour: number) => `2026-10-01T${String(hour).padStart(2, '0')}:00:00.000Z`;

/** A press that made oil of A, warm by so much, behind another run of X; its line cleaned at an hour, or never. */
function pressed(highestDeciCelsius: number | undefined, cleanedAt?: number) {
  const passage = new Passage();
  const run = (runId: string, lotId: string, hour: number, more: object) => {
    passage.drawn(`lot:${lotId}`, { into: { kind: 'run', id: runId } });
    const from = { kind: 'lot', id: lotId };
    const input = {
      chargeId: 'C',
      from,
      productId: 'OLIVES',
      grams: 9,
      pieces: null,
      origins: [{ lotId, grams: 9 }],
    };
    const outputs = [{ lotId: `${runId}_OIL` }];
    const place = { runId, stationId: 'PRESS', lineId: 'L1', activity: 'press', completedAt: AT(hour) };
    passage.completed({ ...place, inputs: [input], outputs, ...more } as never);
  };
  run('R-0', 'X', 8, {});
  const cleaned = cleanedAt === undefined ? {} : { lineCleanedAt: AT(cleanedAt) };
  run('R-1', 'A', 12, { ...cleaned, ...(highestDeciCelsius === undefined ? {} : { highestDeciCelsius }) });
  return derivedClaims({
    origins: [{ lotId: 'A', grams: 9 }],
    rawLots: new Map(
      Object.entries(LOTS).map(([lotId, member]) => [
        lotId,
        { productId: 'OLIVES', closedOn: '2026-09-30', members: [member] },
      ]),
    ),
    cooperatives: new Map([
      ['P-1', 'C-1'],
      ['P-9', 'C-9'],
    ]),
    runs: passage.runsOf('R-1_OIL'),
    left: passage.leftFor('R-1_OIL'),
    certificates: [
      certificate('CERT-1', { custody: 'identity_preserved', premiumFund: 'Fonds' }),
      certificate('CERT-P', {
        holder: { kind: 'station', id: 'PRESS' },
        activities: ['press'],
        validTo: '2026-11-30',
      }),
    ],
    limits: [{ claim: 'cold_extraction', activity: 'press', maxDeciCelsius: 270, validFrom: '2012-01-01' }],
    day: '2026-10-02',
  }).map(({ claim }) => claim);
}

it('derives what lines that were not cleaned and presses that were too warm take away', () => {
  const plain = ['harvest_year', 'country', 'origin'];
  expect(pressed(270, 9)).toEqual(['organic', ...plain, 'cold_extraction']);
  expect(pressed(271, 9)).toEqual(['organic', ...plain]);
  expect(pressed(undefined, 9)).toEqual(['organic', ...plain]);
  expect(pressed(undefined, 7)).toEqual(plain);
  expect(pressed(undefined)).toEqual(plain);
});
