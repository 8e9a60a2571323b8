import { notFound } from '@oce/event-sourcing';
import type { Permit } from './domain/permit';
import type { OrderDocument } from './reads/orders';
import type { SaleContract } from './reads/sale-contracts';

/** An order with the contract that it was placed under. */
export interface AgreedOrder {
  readonly order: OrderDocument;
  readonly contract: SaleContract;
}

/** Where a look finds what it has not seen yet. */
export interface Sights<Rules> {
  order(orderId: string): Promise<AgreedOrder | undefined>;
  permits(lotIds: readonly string[]): Promise<readonly Permit[]>;
  rules(): Promise<Rules>;
}

/** What others say of goods, once all that the log held at a moment was read: each thing is looked up once for all who share it. */
export class GoodsLook<Rules> {
  private readonly seen = new Map<string, Promise<unknown>>();

  constructor(
    /** Up to where in the log. */
    readonly seenTo: number,
    private readonly sights: Sights<Rules>,
  ) {}

  /** An order with its contract. Refuses `order_unknown`. */
  async order(orderId: string): Promise<AgreedOrder> {
    const found = await this.once(`order ${orderId}`, () => this.sights.order(orderId));
    if (found) return found;
    throw notFound('order_unknown', 'Sales knows no such order: look at its number.', 'orderId');
  }

  /** What certification says of lots, by lot. */
  async permits(lotIds: readonly string[]): Promise<ReadonlyMap<string, Permit>> {
    const wanted = [...new Set(lotIds)];
    const found = await this.once(`permits ${wanted.join(' ')}`, () => this.sights.permits(wanted));
    return new Map(found.map((permit) => [permit.lotId, permit]));
  }

  /** The checklist of documents. */
  rules(): Promise<Rules> {
    return this.once('rules', () => this.sights.rules());
  }

  private once<T>(what: string, find: () => Promise<T>): Promise<T> {
    const known = this.seen.get(what) as Promise<T> | undefined;
    if (known) return known;
    const finding = find();
    this.seen.set(what, finding);
    return finding;
  }
}
