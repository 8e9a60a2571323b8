import { type ChargeTerms } from './domain/settlement/charges';
import { deduct, type DeductionClaim, type DeductionSchedule } from './domain/settlement/deductions';
import { advanceOn, correctAfterClosing } from './domain/settlement/delivery-value';
import { complementOf, countPoints, distribute, type Contribution } from './domain/settlement/shares';

const schedule: DeductionSchedule = {
  version: 'deductions-1',
  capsPpm: { legal: 200_000, insurance: 200_000, input_credit: 300_000, voluntary: 500_000 },
  floorPpm: 500_000,
};
const claim = (
  kind: DeductionClaim['kind'],
  askedCentimes: number,
  reference: string = kind,
): DeductionClaim => ({
  kind,
  reference,
  askedCentimes,
});
const olives: Contribution = {
  deliveryId: 'd1',
  producerCode: 'P1',
  contract: 'pooled',
  payableGrams: 1_000_000,
  coefficientPpm: 1_000_000,
};
const count = countPoints('pooled', [olives]);
const charges = (change: Partial<ChargeTerms> = {}): ChargeTerms => ({
  milling: { perKgCentimes: 80, chargedBy: 'oce' },
  costs: [],
  commissionPpm: 40_000,
  oceChargesCapPpm: 1_000_000,
  ...change,
});
const refusal = (slug: string) => expect.objectContaining({ name: 'DomainError', slug });

describe('the order of deductions', () => {
  it('takes the legal first and the voluntary last, whatever the order they come in', () => {
    const claims = [
      claim('voluntary', 40_000),
      claim('input_credit', 10_000),
      claim('insurance', 10_000),
      claim('legal', 10_000),
    ];
    const settlement = deduct(100_000, claims, schedule);
    expect(settlement.lines.map((line) => [line.kind, line.takenCentimes, line.limitedBy])).toEqual([
      ['legal', 10_000, 'nothing'],
      ['insurance', 10_000, 'nothing'],
      ['input_credit', 10_000, 'nothing'],
      ['voluntary', 20_000, 'floor'],
    ]);
    expect(settlement.netCentimes).toBe(settlement.floorCentimes);
  });

  it('lets all claims of a kind share its cap, the first first', () => {
    const claims = [claim('input_credit', 25_000, 'old'), claim('input_credit', 25_000, 'new')];
    const { lines } = deduct(100_000, claims, schedule);
    expect(lines.map((line) => [line.reference, line.takenCentimes, line.carriedCentimes])).toEqual([
      ['old', 25_000, 0],
      ['new', 5_000, 20_000],
    ]);
    expect(lines[1]).toMatchObject({ capCentimes: 30_000, limitedBy: 'cap' });
  });

  it('rounds a cap down and the floor up, in favour of the member', () => {
    const settlement = deduct(101, [claim('input_credit', 1_000), claim('voluntary', 1_000)], schedule);
    expect(settlement.lines.map((line) => line.capCentimes)).toEqual([30, 50]);
    expect(settlement).toMatchObject({ floorCentimes: 51, netCentimes: 51 });
  });

  it('takes nothing from nothing', () => {
    const settlement = deduct(0, [claim('legal', 5)], schedule);
    expect(settlement).toMatchObject({ netCentimes: 0, takenCentimes: 0 });
    expect(settlement.lines[0]).toMatchObject({ carriedCentimes: 5, limitedBy: 'cap' });
  });
});

describe('the cap on what OCE keeps', () => {
  it('counts its other charges too and cuts the commission', () => {
    const terms = charges({
      oceChargesCapPpm: 100_000,
      costs: [{ kind: 'freight', chargedBy: 'third_party', amountCentimes: 5 }],
    });
    const { charges: lines, distributableCentimes } = distribute(1_000_000, count, terms);
    expect(lines.at(-1)).toEqual({
      kind: 'commission',
      chargedBy: 'oce',
      askedCentimes: 40_000,
      amountCentimes: 20_000,
    });
    expect(distributableCentimes).toBe(1_000_000 - 80_000 - 5 - 20_000);
  });

  it('refuses to close where its other charges pass the cap by themselves', () => {
    const terms = charges({ oceChargesCapPpm: 79_999 });
    expect(() => distribute(1_000_000, count, terms)).toThrow(refusal('oce_charges_above_cap'));
  });
});

describe('members without a part', () => {
  it('are given nothing, and correctly so', () => {
    const nothing = { ...olives, deliveryId: 'd2', producerCode: 'P2', payableGrams: 0 };
    const { shares } = distribute(1_000_000, countPoints('pooled', [nothing, olives]), charges());
    expect(shares.map((share) => [share.producerCode, share.shareCentimes])).toEqual([
      ['P1', 880_000],
      ['P2', 0],
    ]);
  });

  it('are told what the advances passed the share by', () => {
    expect(complementOf(100, 250)).toEqual({ grossCentimes: 0, overpaidCentimes: 150 });
    expect(complementOf(100, 100)).toEqual({ grossCentimes: 0, overpaidCentimes: 0 });
  });
});

const price = { version: 'prices-1', pricePerKgCentimes: 600, advancePpm: 600_000 };
const counted = { payableGrams: 1, coefficientPpm: 1 };

describe('refusals', () => {
  it.each<[string, () => unknown]>([
    ['amount_negative', () => deduct(-1, [], schedule)],
    ['amount_not_whole', () => deduct(0.5, [], schedule)],
    ['share_out_of_range', () => deduct(1, [], { ...schedule, floorPpm: 1_000_001 })],
    ['share_out_of_range', () => deduct(1, [], { ...schedule, capsPpm: { ...schedule.capsPpm, legal: -1 } })],
    ['amount_negative', () => deduct(1, [claim('legal', -1)], schedule)],
    ['amount_negative', () => advanceOn(-1, price)],
    ['amount_negative', () => advanceOn(1, { ...price, pricePerKgCentimes: -1 })],
    ['share_out_of_range', () => advanceOn(1, { ...price, advancePpm: 1_000_001 })],
    ['contract_kinds_mixed', () => countPoints('traceable', [olives])],
    ['contract_kinds_mixed', () => countPoints('pooled', [olives, { ...olives, contract: 'traceable' }])],
    ['delivery_counted_twice', () => countPoints('pooled', [olives, olives])],
    ['amount_negative', () => countPoints('pooled', [{ ...olives, payableGrams: -1 }])],
    ['nothing_to_share_by', () => distribute(1, countPoints('pooled', []), charges())],
    [
      'nothing_to_share_by',
      () => distribute(1, countPoints('pooled', [{ ...olives, coefficientPpm: 0 }]), charges()),
    ],
    [
      'charges_above_proceeds',
      () => distribute(1, count, charges({ milling: { perKgCentimes: 1, chargedBy: 'third_party' } })),
    ],
    ['amount_negative', () => distribute(-1, count, charges())],
    [
      'amount_negative',
      () => distribute(1, count, charges({ milling: { perKgCentimes: -1, chargedBy: 'oce' } })),
    ],
    [
      'amount_negative',
      () => distribute(1, count, charges({ costs: [{ kind: 'x', chargedBy: 'oce', amountCentimes: -1 }] })),
    ],
    ['amount_negative', () => complementOf(-1, 0)],
    ['amount_negative', () => complementOf(0, -1)],
    [
      'nothing_to_correct',
      () => correctAfterClosing('d1', counted, counted, { distributableCentimes: 1, points: 1n }),
    ],
  ])('%s', (slug, action) => {
    expect(action).toThrow(refusal(slug));
  });
});
