import { DomainError, type Command } from '@oce/event-sourcing';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { accountAggregate } from '../src/account/domain/account';
import type { ConfirmPayout, ReservePayout, ReturnPayout } from '../src/account/domain/account.commands';
import { payableOf } from '../src/account/reads/accounts.reader';
import { poolAggregate } from '../src/pool/domain/pool';
import type { Happening } from './happenings';
import { accountOf, closePool, distribute, paymentsInMemory, takeBack, windUp } from './payments-in-memory';
import {
  closeLot,
  credit,
  grade,
  KINDS,
  POOL,
  premium,
  publishSchedules,
  receive,
  reverse,
  SCHEDULES,
  type Graded,
} from './season-events';

const GRADES = ['extra', 'vierge', 'courante'];
const PRODUCERS = ['P1', 'P2', 'P3', 'P4'];

/** A command before it is sent. */
type Unsent<C> = C extends Command ? Omit<C, 'meta'> : never;

/** Plays a season; keeps what clerks sent, so that it can be sent again. */
export class RandomSeason {
  readonly deliveries: Graded[] = [];
  readonly traceable: string[] = [];
  private readonly sent: (() => Promise<unknown>)[] = [];
  private readonly chargeIds: string[] = [];
  private readonly reversed = new Set<string>();
  private count = 0;

  private constructor(readonly office: OfficeInMemory) {}

  /** @param seed how late, how often and in which order the policies and projections are given the log */
  static async open(seed: number): Promise<RandomSeason> {
    const season = new RandomSeason(await paymentsInMemory({ seed }));
    await publishSchedules(season.office);
    await season.send(() => season.office.send(poolAggregate, 'POOL-1', { type: 'OpenPool', data: POOL }));
    return season;
  }

  async play(day: Happening): Promise<void> {
    const number = ++this.count;
    switch (day.what) {
      case 'grade': {
        const delivery = {
          deliveryId: `D${number}`,
          producerCode: pick(PRODUCERS, day.producer),
          grade: pick(GRADES, day.grade),
          payableGrams: day.grams,
        };
        this.deliveries.push(delivery);
        return grade(this.office, delivery);
      }
      case 'credit':
      case 'premium': {
        const producerCode = pick(PRODUCERS, day.producer);
        const command =
          day.what === 'credit'
            ? credit(producerCode, `CR-${number}`, day.centimes)
            : premium(producerCode, `PRM-${number}`, day.centimes, `2026-${number}`);
        return this.send(() => this.office.send(accountAggregate, producerCode, command));
      }
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
      case 'charge':
        return this.charge(`CH-${number}`, day.centimes);
      case 'reverse-charge': {
        const chargeId = pick(this.chargeIds, day.which);
        const data = { chargeId, reason: 'posted twice' };
        return this.send(() => this.office.send(poolAggregate, 'POOL-1', { type: 'ReverseCharge', data }));
      }
      case 'supplement':
        await this.office.settle();
        return this.send(() => distribute(this.office, 'POOL-1', `SUP-${number}`));
      case 'take-back':
        return this.takeBack();
      case 'close-again':
        return this.close('POOL-1');
    }
  }

  /** Closes a pool; what cannot be shared (no points, charges above proceeds) stays open. */
  async close(poolId: string, meanwhile: readonly Happening[] = []): Promise<void> {
    await this.office.settle();
    const lossBorneBy = this.count % 2 === 0 ? { lossBorneBy: 'oce' as const } : {};
    await closePool(this.office, poolId, lossBorneBy).catch(onlyRefusals);
    for (const day of meanwhile) await this.play(day);
    await this.office.settle();
  }

  /** Takes the closing back, unless a payout holds one of its lines. */
  async takeBack(): Promise<void> {
    await this.office.settle();
    // Told again after it was closed again, it would take that closing back too.
    await takeBack(this.office, 'POOL-1', `forgotten ${++this.count}`).catch(onlyRefusals);
    // A reversal that comes before the accounts have done their part is refused, and waits for a clerk to try again.
    await this.office.settle();
  }

  /** All that clerks sent once more, under new command ids, as a clerk would who is not sure; refusals write nothing. */
  async repeatAll(): Promise<void> {
    for (const again of this.sent) await again().catch(onlyRefusals);
    await this.office.settle();
  }

  private async send(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      // What was refused may be accepted another day; only what was accepted must change nothing when it is repeated.
      this.sent.push(work);
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
    const data = { producerCode, disputeId, lineId: `ADV-${deliveryId}`, reason: 'contested' };
    await this.send(() => this.office.send(accountAggregate, producerCode, { type: 'DisputeLine', data }));
    if (which % 3 === 0) return;
    const isUpheld = centimes !== 0;
    const { version, capsPpm, floorPpm } = SCHEDULES.deductions;
    await this.send(() =>
      this.office.send(
        accountAggregate,
        producerCode,
        {
          type: 'ResolveDispute',
          data: {
            producerCode,
            disputeId,
            outcome: isUpheld ? 'upheld' : 'rejected',
            resolution: 'looked at again',
            amountCentimes: isUpheld ? centimes : null,
          },
          facts: {
            deductions: { version, capsPpm, floorPpm },
            published: [{ version, capsPpm, floorPpm }],
          },
        },
        { actor: 'staff:badr' },
      ),
    );
  }

  private async pay(producerCode: string, outcome: number, transferId: string): Promise<void> {
    await this.office.settle();
    const account = await accountOf(this.office, producerCode);
    const data = {
      producerCode,
      transferId,
      endToEndId: `E-${transferId}`,
      amountCentimes: account?.payableCentimes ?? 0,
      lineIds: account ? payableOf(producerCode, account.account).lineIds : [],
    };
    const send = (command: Unsent<ReservePayout | ConfirmPayout | ReturnPayout>) =>
      this.send(() => this.office.send(accountAggregate, producerCode, command));
    await send({ type: 'ReservePayout', data });
    if (outcome % 3 > 0)
      await send({ type: 'ConfirmPayout', data: { producerCode, transferId, executedOn: '2026-11-01' } });
    if (outcome % 4 === 0)
      await send({ type: 'ReturnPayout', data: { producerCode, transferId, reasonCode: 'AC04' } });
  }

  private charge(chargeId: string, amountCentimes: number): Promise<void> {
    this.chargeIds.push(chargeId);
    const chargedBy = amountCentimes % 3 === 0 ? ('oce' as const) : ('third_party' as const);
    const data = { poolId: 'POOL-1', chargeId, kind: 'freight', chargedBy, amountCentimes };
    const facts = { kinds: KINDS };
    return this.send(() => this.office.send(poolAggregate, 'POOL-1', { type: 'PostCharge', data, facts }));
  }

  /** Everything that can be shared is shared, and the pools end. */
  async windUp(): Promise<void> {
    for (const poolId of ['POOL-1', ...this.traceable]) {
      await this.office.settle();
      await distribute(this.office, poolId, 'SUP-LAST').catch(onlyRefusals);
      await this.office.settle();
      await windUp(this.office, poolId).catch(onlyRefusals);
    }
    await this.office.settle();
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
    const data = { ...POOL, poolId, kind: 'traceable' as const, grades: ['extra'], lotIds: [lotId] };
    await this.send(() => this.office.send(poolAggregate, poolId, { type: 'OpenPool', data }));
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
