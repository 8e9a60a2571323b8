import { rounds } from '@oce/testing';
import fc from 'fast-check';
import { CertificateController } from '../src/certificate/http/certificate.controller';
import { certificatesProjection } from '../src/certificate/reads/certificates';
import { RecallController } from '../src/recall/http/recall.controller';
import { LotStatusController } from '../src/status/http/lot-status.controller';
import { lotStatusesProjection } from '../src/status/reads/lot-statuses';
import { House, NOW, slugOf } from './house';

const from = (...lotIds: string[]) => lotIds.map((lotId) => ({ lotId, grams: 1_000 }));
const [BLEND, ALL] = [from('LOT-1', 'LOT-2'), from('LOT-1', 'LOT-2', 'LOT-3')];

/** What the stations do, in this order; all else happens in between. */
const GOODS: readonly ((house: House) => Promise<void>)[] = [
  (house) => house.rawLot('LOT-1'),
  (house) => house.rawLot('LOT-2'),
  (house) => house.rawLot('LOT-3', 'P-9'),
  (house) => house.charged('R-1', ['lot:LOT-1', 'lot:LOT-2'], BLEND),
  (house) => house.completed('OIL-1', 'R-1', BLEND),
  (house) => house.fillTank('T-1', 'OIL-1', BLEND),
  (house) => house.charged('R-2', ['tank:T-1'], BLEND),
  (house) => house.charged('R-3', ['lot:LOT-3'], from('LOT-3')),
  (house) => house.completed('B-1', 'R-2', BLEND, 'BOTTLE-500'),
  (house) => house.completed('OIL-3', 'R-3', from('LOT-3')),
  (house) => house.fillTank('T-1', 'OIL-3', from('LOT-3')),
  (house) => house.charged('R-4', ['tank:T-1'], ALL),
  (house) => house.completed('B-2', 'R-4', ALL, 'BOTTLE-500'),
];
const DOWNSTREAM: Readonly<Record<string, readonly string[]>> = {
  'LOT-1': ['LOT-1', 'OIL-1', 'B-1', 'B-2'],
  'LOT-2': ['LOT-2', 'OIL-1', 'B-1', 'B-2'],
  'LOT-3': ['LOT-3', 'OIL-3', 'B-2'],
  'OIL-1': ['OIL-1', 'B-1', 'B-2'],
  'OIL-3': ['OIL-3', 'B-2'],
  'T-1': ['B-1', 'B-2'],
};
const LOTS = ['LOT-1', 'LOT-2', 'LOT-3', 'OIL-1', 'OIL-3', 'B-1', 'B-2'];
const SOURCES = Object.keys(DOWNSTREAM);
const EFFECT = { reason: 'a finding', effectiveFrom: '2026-11-15' };

const KINDS = [
  'goods',
  'goods',
  'goods',
  'control',
  'control',
  'hold',
  'lift',
  'recall',
  'suspend',
  'reinstate',
  'follow',
] as const;
const step = fc.record({ do: fc.constantFrom(...KINDS), what: fc.nat(6) });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

class Played {
  goods = 0;
  times = 0;
  readonly recalled = new Set<string>();
  isSuspended = false;

  constructor(readonly house: House) {}

  async play({ do: kind, what }: Step): Promise<void> {
    const { house } = this;
    const at = `2026-11-20T08:${String(++this.times % 60).padStart(2, '0')}:00.000Z`;
    const [lotId = '', source = ''] = [LOTS[what % LOTS.length], SOURCES[what % SOURCES.length]];
    const [lots, certificates] = [house.get(LotStatusController), house.get(CertificateController)];
    switch (kind) {
      case 'goods':
        return GOODS[this.goods++]?.(house);
      case 'control':
        await slugOf(this.control(`LOT-${(what % 3) + 1}`, at));
        return;
      case 'hold':
        await slugOf(lots.hold(lotId, { reason: 'a smell', heldAt: at }, house.call()));
        return;
      case 'lift':
        await slugOf(lots.lift(lotId, { reason: 'it was the crate', liftedAt: at }, house.call()));
        return;
      case 'recall': {
        const kindOf = source.startsWith('T-') ? 'tank' : 'lot';
        const body = {
          recallId: `RC-${this.times}`,
          kind: kindOf,
          id: source,
          reason: 'glass',
          openedAt: NOW,
        } as const;
        const slug = await slugOf(house.get(RecallController).open(body, house.call()));
        if (slug === undefined) for (const one of DOWNSTREAM[source] ?? []) this.recalled.add(one);
        return;
      }
      case 'suspend':
        if ((await slugOf(certificates.suspend('CERT-1', EFFECT, house.call()))) === undefined)
          this.isSuspended = true;
        return;
      case 'reinstate':
        if ((await slugOf(certificates.reinstate('CERT-1', EFFECT, house.call()))) === undefined)
          this.isSuspended = false;
        return;
      case 'follow':
        for (let steps = 0; steps <= what; steps++) await house.office.step();
    }
  }

  private async control(lotId: string, takenAt: string): Promise<void> {
    const controlId = `CT-${this.times}`;
    await this.house.request(controlId, lotId, 'olives-ma', 'MA');
    await this.house.sample(controlId, controlId, takenAt);
    await this.house.report(controlId, `R-${controlId}`, { mouldy: this.times % 5 === 0 ? '9.0' : '1.0' });
    await this.house.sign(controlId, takenAt);
  }
}

async function opened(seed: number): Promise<House> {
  const house = await House.open({ seed });
  await house.member('P-1', 'C-1');
  const standard = { standardId: 'organic-eu', version: '2018-848' };
  const what = { certificateId: 'CERT-1', claim: 'organic', standard, body: 'CCPB', number: '1' };
  const dates = { validFrom: '2026-01-01', validTo: '2026-12-31' };
  const holder = { kind: 'cooperative' as const, id: 'C-1' };
  await house
    .get(CertificateController)
    .grant({ ...what, holder, productIds: ['OLIVE'], ...dates }, house.call());
  await house.office.settle();
  return house;
}

/** What is wrong at the end, in words; nothing where all holds. */
async function check({ house, recalled, isSuspended }: Played): Promise<void> {
  const rows = await house.office.documents('certification', lotStatusesProjection);
  expect(rows.filter(({ status }) => status === 'recalled').map((row) => row.lotId)).toEqual(
    [...recalled].sort(),
  );
  for (const lotId of LOTS) {
    const { recalledBy, releases, claims, hold } = await house.lot(lotId);
    const row = rows.find((one) => one.lotId === lotId);
    expect([lotId, recalledBy !== null]).toEqual([lotId, recalled.has(lotId)]);
    const open = row?.markets.filter((one) => one.rejectedFor === null).map(({ market }) => market);
    expect([lotId, open]).toEqual([lotId, [...releases.keys()]]);
    if (recalledBy !== null) expect(releases.size).toBe(0);
    if (hold !== null) expect(releases.size).toBe(0);
    if (releases.size === 0) continue;
    const isOrganic = claims.some(({ claim }) => claim === 'organic');
    expect([lotId, isOrganic]).toEqual([lotId, lotId !== 'LOT-3' && !isSuspended]);
  }
  const reasons = (await house.office.attention()).filter(
    (reason) => reason !== 'lot_recalled' && reason !== 'sample_before_hold',
  );
  expect(reasons).toEqual([]);
}

describe('random histories of goods, controls, holds, recalls and certificates, late and twice', () => {
  it('end as a rebuild ends: what is recalled is not sold, and nothing is said that no certificate says', async () => {
    const histories = fc.array(step, { minLength: 10, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(), async (history, seed) => {
        const played = new Played(await opened(seed));
        const { office } = played.house;
        for (const one of history) await played.play(one);
        while (played.goods < GOODS.length) await played.play({ do: 'goods', what: 0 });
        await office.settle();
        await check(played);
        const documents = async () => [
          await office.documents('certification', lotStatusesProjection),
          await office.documents('certification', certificatesProjection),
        ];
        const before = await documents();
        const events = (await office.events()).length;
        await office.again();
        expect(await documents()).toEqual(before);
        expect((await office.events()).length).toBe(events);
        await office.close();
      }),
      { numRuns: rounds(12, 200) },
    );
  });
});
