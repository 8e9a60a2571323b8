import { DomainError } from '@oce/event-sourcing';
import * as fc from 'fast-check';
import type { AccountDocument } from '../src/account/reads/accounts';
import { OfficeInMemory } from './office-in-memory';
import {
  closeLot,
  declare,
  grade,
  grant,
  POOL,
  publishSchedules,
  receive,
  reverse,
  SCHEDULES,
  type Graded,
} from './season-events';

const GRADES = ['extra', 'vierge', 'courante'];
const PRODUCERS = ['P1', 'P2', 'P3', 'P4'];

/** What may happen on a day; numbers choose among what is there. */
export type Happening =
  | { readonly what: 'grade'; readonly producer: number; readonly grade: number; readonly grams: number }
  | { readonly what: 'credit' | 'premium'; readonly producer: number; readonly centimes: number }
  | { readonly what: 'reverse'; readonly which: number; readonly rightGrams: number | null }
  | { readonly what: 'dispute'; readonly which: number; readonly centimes: number }
  | { readonly what: 'pay'; readonly producer: number; readonly outcome: number }
  | { readonly what: 'proceeds'; readonly centimes: number }
  | { readonly what: 'traceable'; readonly centimes: number };

const index = fc.nat({ max: 50 });
const reversal = fc.record({
  what: fc.constant('reverse' as const),
  which: index,
  rightGrams: fc.option(fc.nat({ max: 5_000_000 })),
});

/** What overtakes the posting of final shares. */
export const overtaking: fc.Arbitrary<Happening[]> = fc.array(reversal, { maxLength: 3 });

export const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('grade' as const),
      producer: index,
      grade: index,
      grams: fc.nat({ max: 5_000_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom('credit' as const, 'premium' as const),
      producer: index,
      centimes: fc.integer({ min: 1, max: 1_000_000 }),
    }),
  },
  { weight: 2, arbitrary: reversal },
  fc.record({
    what: fc.constant('dispute' as const),
    which: index,
    centimes: fc.integer({ min: -200_000, max: 200_000 }),
  }),
  { weight: 2, arbitrary: fc.record({ what: fc.constant('pay' as const), producer: index, outcome: index }) },
  fc.record({ what: fc.constant('proceeds' as const), centimes: fc.integer({ min: 1, max: 90_000_000 }) }),
  fc.record({ what: fc.constant('traceable' as const), centimes: fc.integer({ min: 1, max: 9_000_000 }) }),
);

type Sent = Parameters<OfficeInMemory['send']>;

/** Plays a season; keeps what clerks sent, so that it can be sent again. */
export class RandomSeason {
  readonly office = new OfficeInMemory();
  readonly deliveries: Graded[] = [];
  readonly traceable: string[] = [];
  readonly sent: Sent[] = [];
  private readonly reversed = new Set<string>();
  private count = 0;

  async open(): Promise<void> {
    await publishSchedules(this.office);
    await this.send('pool', 'POOL-1', 'OpenPool', POOL);
  }

  async play(day: Happening): Promise<void> {
    const number = ++this.count;
    switch (day.what) {
      case 'grade': {
        const [producerCode, gradeName] = [pick(PRODUCERS, day.producer), pick(GRADES, day.grade)];
        const delivery = {
          deliveryId: `D${number}`,
          producerCode,
          grade: gradeName,
          payableGrams: day.grams,
        };
        this.deliveries.push(delivery);
        return grade(this.office, delivery);
      }
      case 'credit':
        return void (await grant(this.office, pick(PRODUCERS, day.producer), `CR-${number}`, day.centimes));
      case 'premium':
        return void (await declare(
          this.office,
          pick(PRODUCERS, day.producer),
          `PRM-${number}`,
          day.centimes,
        ));
      case 'reverse':
        return this.reverse(day.which, day.rightGrams);
      case 'dispute':
        return this.dispute(day.which, day.centimes, `LIT-${number}`);
      case 'pay':
        return this.pay(pick(PRODUCERS, day.producer), day.outcome, `T${number}`);
      case 'proceeds': {
        const part = { lotId: 'L', grade: 'extra', amountCentimes: day.centimes };
        return receive(this.office, `R${number}`, 'pooled', [part]);
      }
      case 'traceable':
        return this.sellTraceable(day.centimes, number);
    }
  }

  /** Closes a pool; what cannot be shared (no points, charges above proceeds) stays open. */
  async close(poolId: string, meanwhile: readonly Happening[] = []): Promise<void> {
    await this.office.settle();
    await this.office.close(poolId).catch(onlyRefusals);
    for (const day of meanwhile) await this.play(day);
    await this.office.settle();
  }

  async send(...call: Sent): Promise<void> {
    try {
      await this.office.send(...call);
      // What was refused may be accepted another day; only what was accepted must change nothing when it is repeated.
      this.sent.push(call);
    } catch (error) {
      onlyRefusals(error);
    }
  }

  private async reverse(which: number, rightGrams: number | null): Promise<void> {
    const delivery = pick(this.deliveries, which);
    if (delivery === undefined || this.reversed.has(delivery.deliveryId)) return;
    this.reversed.add(delivery.deliveryId);
    if (rightGrams !== null) {
      const instead = { ...delivery, deliveryId: `${delivery.deliveryId}-B`, payableGrams: rightGrams };
      this.deliveries.push(instead);
    }
    await reverse(this.office, delivery, rightGrams ?? undefined);
  }

  private async dispute(which: number, centimes: number, disputeId: string): Promise<void> {
    await this.office.settle();
    const { producerCode, deliveryId } = pick(this.deliveries, which) ?? {
      producerCode: 'P1',
      deliveryId: '',
    };
    const line = { producerCode, disputeId, lineId: `ADV-${deliveryId}`, reason: 'contested' };
    await this.send('account', producerCode, 'DisputeLine', line);
    if (which % 3 === 0) return;
    const isUpheld = centimes !== 0;
    const outcome = { outcome: isUpheld ? 'upheld' : 'rejected', amountCentimes: isUpheld ? centimes : null };
    const { version, capsPpm, floorPpm } = SCHEDULES.deductions;
    const deductions = { version, capsPpm, floorPpm };
    const resolved = { producerCode, disputeId, ...outcome, resolution: 'looked at again' };
    const facts = { facts: { deductions } };
    await this.send('account', producerCode, 'ResolveDispute', resolved, 'staff:badr', facts);
  }

  private async pay(producerCode: string, outcome: number, transferId: string): Promise<void> {
    await this.office.settle();
    const account: AccountDocument | undefined = this.office.accountOf(producerCode);
    const lines = Object.values(account?.account.lines ?? {});
    const payable = lines.filter((line) => line.status === 'payable' && line.disputeId === null);
    const reserve = {
      producerCode,
      transferId,
      endToEndId: `E-${transferId}`,
      amountCentimes: account?.payableCentimes ?? 0,
      lineIds: payable.map((line) => line.lineId),
    };
    await this.send('account', producerCode, 'ReservePayout', reserve);
    const executed = { producerCode, transferId, executedOn: '2026-11-01' };
    if (outcome % 3 > 0) await this.send('account', producerCode, 'ConfirmPayout', executed);
    const back = { producerCode, transferId, reasonCode: 'AC04' };
    if (outcome % 4 === 0) await this.send('account', producerCode, 'ReturnPayout', back);
  }

  /** One delivery becomes a traceable lot with a sale of its own. */
  private async sellTraceable(centimes: number, number: number): Promise<void> {
    const delivery: Graded = {
      deliveryId: `T${number}`,
      producerCode: pick(PRODUCERS, number),
      grade: 'extra',
      payableGrams: 100_000 + number,
    };
    this.deliveries.push(delivery);
    const [lotId, poolId] = [`LOT-${number}`, `TRACE-${number}`];
    this.traceable.push(poolId);
    await grade(this.office, delivery);
    await closeLot(this.office, lotId, [delivery], 'traceable');
    await this.send('pool', poolId, 'OpenPool', {
      ...POOL,
      poolId,
      kind: 'traceable',
      grades: ['extra'],
      lotIds: [lotId],
    });
    const part = { lotId, grade: 'extra', amountCentimes: centimes };
    await receive(this.office, `R${number}`, 'traceable', [part]);
  }
}

function pick<T>(from: readonly T[], which: number): T {
  return from[which % Math.max(1, from.length)] as T;
}

function onlyRefusals(error: unknown): undefined {
  if (error instanceof DomainError) return undefined;
  throw error;
}
