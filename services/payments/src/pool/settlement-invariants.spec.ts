import { multiplyPpm } from '@oce/quantities';
import fc from 'fast-check';
import { type ChargeTerms } from './domain/settlement/charges';
import {
  deduct,
  DEDUCTION_ORDER,
  type DeductionClaim,
  type DeductionSchedule,
} from './domain/settlement/deductions';
import { correctAfterClosing } from './domain/settlement/delivery-value';
import { complementOf, countPoints, distribute, type Contribution } from './domain/settlement/shares';

const share = fc.integer({ min: 0, max: 1_000_000 });
const centimes = fc.nat(1_000_000_000);
const schedules: fc.Arbitrary<DeductionSchedule> = fc.record({
  version: fc.constant('v'),
  capsPpm: fc.record({ legal: share, insurance: share, input_credit: share, voluntary: share }),
  floorPpm: share,
});
const claims: fc.Arbitrary<DeductionClaim[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...DEDUCTION_ORDER),
    reference: fc.string(),
    askedCentimes: centimes,
  }),
  { maxLength: 8 },
);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('deductions, whatever is asked', () => {
  it('account for every centime of the gross and of each claim', () => {
    fc.assert(
      fc.property(centimes, claims, schedules, (gross, asked, schedule) => {
        const { lines, takenCentimes, netCentimes } = deduct(gross, asked, schedule);
        expect(netCentimes + sum(lines.map((line) => line.takenCentimes))).toBe(gross);
        expect(takenCentimes).toBe(gross - netCentimes);
        expect(lines).toHaveLength(asked.length);
        for (const line of lines) {
          expect(line.takenCentimes + line.carriedCentimes).toBe(line.askedCentimes);
          expect(Math.min(line.takenCentimes, line.carriedCentimes)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('never take the net below the floor, nor a kind above its cap', () => {
    fc.assert(
      fc.property(centimes, claims, schedules, (gross, asked, schedule) => {
        const { lines, netCentimes, floorCentimes } = deduct(gross, asked, schedule);
        expect(netCentimes).toBeGreaterThanOrEqual(floorCentimes);
        expect(BigInt(floorCentimes) * 1_000_000n >= BigInt(gross) * BigInt(schedule.floorPpm)).toBe(true);
        for (const kind of DEDUCTION_ORDER) {
          const taken = sum(lines.filter((line) => line.kind === kind).map((line) => line.takenCentimes));
          const cap = BigInt(gross) * BigInt(schedule.capsPpm[kind]);
          expect(BigInt(taken) * 1_000_000n <= cap).toBe(true);
        }
      }),
    );
  });

  it('take from a claim what they would have taken without those of lower rank', () => {
    fc.assert(
      fc.property(centimes, claims, schedules, (gross, asked, schedule) => {
        const withoutVoluntary = asked.filter((one) => one.kind !== 'voluntary');
        const all = deduct(gross, asked, schedule).lines.filter((line) => line.kind !== 'voluntary');
        expect(deduct(gross, withoutVoluntary, schedule).lines).toEqual(all);
      }),
    );
  });

  it('say truly what stopped them', () => {
    fc.assert(
      fc.property(centimes, claims, schedules, (gross, asked, schedule) => {
        const settlement = deduct(gross, asked, schedule);
        for (const line of settlement.lines) {
          const ofKind = settlement.lines.filter((other) => other.kind === line.kind);
          const taken = sum(ofKind.map((other) => other.takenCentimes));
          if (line.limitedBy === 'nothing') expect(line.carriedCentimes).toBe(0);
          if (line.limitedBy === 'cap') expect(taken).toBe(line.capCentimes);
          if (line.limitedBy === 'floor') expect(settlement.netCentimes).toBe(settlement.floorCentimes);
        }
      }),
    );
  });
});

const contributions = fc.uniqueArray(
  fc.record({
    deliveryId: fc.uuid(),
    producerCode: fc.constantFrom('P1', 'P2', 'P3', 'P4', 'P5'),
    contract: fc.constant('pooled' as const),
    payableGrams: fc.integer({ min: 1, max: 50_000_000 }),
    coefficientPpm: fc.integer({ min: 1, max: 2_000_000 }),
  }),
  { selector: (one) => one.deliveryId, minLength: 1, maxLength: 30 },
);
const terms: ChargeTerms = {
  milling: { perKgCentimes: 0, chargedBy: 'third_party' },
  costs: [],
  commissionPpm: 40_000,
  oceChargesCapPpm: 50_000,
};

describe('a distribution, whatever is delivered', () => {
  const close = (proceeds: number, list: readonly Contribution[]) =>
    distribute(proceeds, countPoints('pooled', list), terms);

  it('gives out the proceeds to the last centime', () => {
    fc.assert(
      fc.property(centimes, contributions, (proceeds, list) => {
        const { shares, charges, distributableCentimes } = close(proceeds, list);
        expect(sum(shares.map((one) => one.shareCentimes))).toBe(distributableCentimes);
        expect(distributableCentimes + sum(charges.map((line) => line.amountCentimes))).toBe(proceeds);
      }),
    );
  });

  it('does not depend on the order of the deliveries, nor on how a delivery is split', () => {
    fc.assert(
      fc.property(centimes, contributions, (proceeds, list) => {
        const [first, ...rest] = list as [Contribution, ...Contribution[]];
        const part = Math.floor(first.payableGrams / 2);
        const split = [
          ...rest.reverse(),
          { ...first, payableGrams: first.payableGrams - part },
          { ...first, deliveryId: 'other half', payableGrams: part },
        ];
        expect(close(proceeds, split)).toEqual(close(proceeds, list));
      }),
    );
  });

  it('values a correction within a centime of the same part of its share, and undoes it exactly', () => {
    fc.assert(
      fc.property(centimes, contributions, fc.nat(1_000_000), (proceeds, list, missingPpm) => {
        const before = list[0]!;
        const after = { ...before, payableGrams: multiplyPpm(before.payableGrams, missingPpm) };
        fc.pre(after.payableGrams !== before.payableGrams);
        const closed = close(proceeds, list);
        const correction = correctAfterClosing('d', before, after, closed);
        const exact = correction.pointsDelta * BigInt(closed.distributableCentimes);
        const distance = BigInt(correction.amountCentimes) * closed.points - exact;
        expect(2n * (distance < 0n ? -distance : distance) <= closed.points).toBe(true);
        const undone = correctAfterClosing('d', after, before, closed);
        expect(undone.amountCentimes + correction.amountCentimes).toBe(0);
      }),
    );
  });

  it('keeps OCE within its cap whatever its own charges are', () => {
    const own = fc.record({ cost: fc.nat(50_000), commissionPpm: share, oceChargesCapPpm: share });
    fc.assert(
      fc.property(own, contributions, ({ cost, commissionPpm, oceChargesCapPpm }, list) => {
        fc.pre(cost <= oceChargesCapPpm);
        const costs = [{ kind: 'handling', chargedBy: 'oce' as const, amountCentimes: cost }];
        const all = { ...terms, costs, commissionPpm, oceChargesCapPpm };
        const { charges } = distribute(1_000_000, countPoints('pooled', list), all);
        expect(sum(charges.map((line) => line.amountCentimes))).toBeLessThanOrEqual(oceChargesCapPpm);
      }),
    );
  });

  it('pays a complement or claims an overpayment, never both', () => {
    fc.assert(
      fc.property(centimes, centimes, (final, advances) => {
        const { grossCentimes, overpaidCentimes } = complementOf(final, advances);
        expect(grossCentimes - overpaidCentimes).toBe(final - advances);
        expect(Math.min(grossCentimes, overpaidCentimes)).toBe(0);
      }),
    );
  });
});
