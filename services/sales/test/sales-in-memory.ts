import { certification } from '@oce/contracts';
import type { Aggregate, Command, Event } from '@oce/event-sourcing';
import { AggregateHandler, StoreUnavailable } from '@oce/event-store';
import { MemoryEventStore } from '@oce/event-store/testing';
import { iceKey } from '@oce/identifiers';
import { AtOnce } from '@oce/service-kit';
import { contextInMemory, type OfficeInMemory } from '@oce/testing/in-memory';
import { buyerAggregate } from '../src/buyer/domain/buyer';
import { context } from '../src/context';
import { contractAggregate } from '../src/contract/domain/contract';
import { invoiceAggregate } from '../src/invoice/domain/invoice';
import type { GrantCredit } from '../src/invoice/domain/invoice.commands';
import { Proceeds } from '../src/invoice/http/proceeds';
import { lotOfferAggregate } from '../src/lot-offer/domain/lot-offer';
import { orderAggregate } from '../src/order/domain/order';
import { Orders } from '../src/order/http/orders';
import { invoiceRegisterAggregate } from '../src/registers/domain/registers';
import { buyerAccepted, contractSigned, controlled, lotRecorded, lotReleased } from './facts';

/** The log in memory, which may be told to go away after so many more commits. */
class FailingStore extends MemoryEventStore {
  commitsLeft = Infinity;

  override async append(...args: Parameters<MemoryEventStore['append']>): Promise<number> {
    if (this.commitsLeft <= 0) throw new StoreUnavailable('the log is away');
    this.commitsLeft -= 1;
    return super.append(...args);
  }

  /** What is written together is there as a whole, or not at all. */
  override async appendAll(...args: Parameters<MemoryEventStore['appendAll']>): Promise<number[]> {
    const [, , commits] = args;
    if (this.commitsLeft < commits.length) {
      this.commitsLeft = 0;
      throw new StoreUnavailable('the log is away');
    }
    this.commitsLeft -= commits.length;
    return super.appendAll(...args);
  }
}

/** One process of sales: what it does on request, and what its aggregates hold. */
const processOf = (office: OfficeInMemory) => ({
  office,
  orders: office.get('sales', Orders),
  proceeds: office.get('sales', Proceeds),
  credit: async (data: GrantCredit['data']) => {
    const meta = office.meta();
    const invoices = office.handler(invoiceAggregate);
    const outcome = await invoices.handle(data.invoiceNumber, { type: 'GrantCredit', data, meta });
    return office.get('sales', AtOnce).follow(invoices, data.invoiceNumber, outcome, meta);
  },
  buyer: async (id = 'BUY-1') => (await office.handler(buyerAggregate).load(id)).state,
  lot: async (id = 'LOT-1') => (await office.handler(lotOfferAggregate).load(id)).state,
  order: async (id = 'ORD-1') => (await office.handler(orderAggregate).load(id)).state,
  invoice: async (id = 'F-2026-000001') => (await office.handler(invoiceAggregate).load(id)).state,
  invoiceNumbers: async () => (await office.handler(invoiceRegisterAggregate).load('2026')).state.last,
});

const opened: OfficeInMemory[] = [];

/** Sales in memory, for specs of what runs over several aggregates. */
export async function openSales(options: { seed?: number } = {}) {
  const store = new FailingStore();
  const office = await contextInMemory(context, { ...options, newStore: () => store });
  opened.push(office);
  return {
    ...processOf(office),
    store,
    meta: () => office.meta(),
    /** What the log says that an aggregate holds, whatever processes remember. */
    logged: async <S, C extends Command, E extends Event>(of: Aggregate<S, C, E>, id: string): Promise<S> =>
      (await new AggregateHandler(store, of).load(id)).state,
    /** A second process on the same log. */
    another: async () => processOf(await office.another()),
    /** Lets the policies' runners follow until nothing more comes; the refusals that a clerk would see. */
    runPolicies: async () => {
      await office.settle();
      return office.attention();
    },
  };
}
export type Sales = Awaited<ReturnType<typeof openSales>>;

/** Closes all that a spec opened. */
export async function closeSales(): Promise<void> {
  await Promise.all(opened.splice(0).map((office) => office.close()));
}

/** Buyers of a limit, each with one pooled contract, and lots of 1,000 kg of the grade extra at 9.85 a kilogram. */
export async function furnish(
  { office }: Sales,
  world: { buyers: number; limitCentimes: number; lots: number },
): Promise<void> {
  for (let at = 1; at <= world.buyers; at++) {
    const buyerId = `BUY-${at}`;
    const { limitCentimes } = world;
    const body = String(9_000_000_000_000 + at);
    const buyer = { ...buyerAccepted.data, buyerId, limitCentimes, ice: body + iceKey(body) };
    await office.send(buyerAggregate, buyerId, { type: 'AcceptBuyer', data: buyer });
    const contract = { ...contractSigned.data, contractId: `CT-${at}`, buyerId };
    await office.send(contractAggregate, contract.contractId, { type: 'SignSaleContract', data: contract });
  }
  for (let at = 1; at <= world.lots; at++) {
    const { data } = lotRecorded(`LOT-${at}`, 'extra', 1_000_000);
    const { lotId } = data;
    await office.hear(certification.lotStatus.LotReleased, lotId, lotReleased(lotId));
    const offer = { lotId, kind: 'pooled', offeredOn: '2026-09-25' } as const;
    await office.send(lotOfferAggregate, lotId, { type: 'RecordLot', data });
    await office.send(lotOfferAggregate, lotId, {
      type: 'OfferLot',
      data: offer,
      facts: { pooledIn: null, drawnGrams: 0, control: controlled(lotId) },
    });
  }
}

/** An order as its DTO becomes one: kilograms by lot. */
export function orderOf(
  orderId: string,
  kilograms: Readonly<Record<string, number>>,
  more: { contractId?: string; buyerReference?: string | null } = {},
) {
  const lines = Object.entries(kilograms).map(([lotId, kg]) => ({ lotId, grams: kg * 1_000 }));
  return { orderId, contractId: 'CT-1', buyerReference: null, lines, placedOn: '2026-09-27', ...more };
}
