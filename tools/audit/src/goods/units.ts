import type { RecordedCommit } from '@oce/event-sourcing';
import { gramsOf, together, type Origins } from '@oce/origins';
import type { DataOf } from '../events';
import type { Check } from '../rule';
import { arrived, mustReturn, textOf } from './moves';

type Goods = DataOf<'UnitPacked'>['goods'][number];

interface UnitBook {
  readonly goods: Map<string, Goods>;
  readonly inner: Map<string, Origins>;
}

/** What is in each case and pallet, derived from what was put in. */
export class UnitBooks {
  private readonly given = new Set<string>();
  private readonly books = new Map<string, UnitBook>();
  private readonly packedOnes = new Map<string, Origins>();
  private readonly within = new Map<string, string>();
  /** The shipment that each is on, or left with. */
  private readonly onShipment = new Map<string, { shipmentId: string; isGone: boolean }>();

  constructor(private readonly check: Check) {}

  taken({ sscc }: DataOf<'SsccTaken'>, at: RecordedCommit): void {
    if (this.given.has(sscc)) this.check.fail(at, 'sscc-twice', 'an SSCC', 'given once', sscc);
    this.given.add(sscc);
  }

  putIn({ sscc, ...goods }: DataOf<'GoodsPutIn'>, at: RecordedCommit): void {
    arrived(this.check, at, { kind: 'unit', id: sscc }, goods.drawId);
    this.bookOf(sscc).goods.set(goods.drawId, goods);
  }

  turnedAway({ sscc, drawId, lotId }: DataOf<'GoodsTurnedAway'>, at: RecordedCommit): void {
    arrived(this.check, at, { kind: 'unit', id: sscc }, drawId);
    mustReturn(this.check, at, { kind: 'lot', id: lotId }, drawId);
  }

  unitTaken({ sscc, inner }: DataOf<'UnitTaken'>, at: RecordedCommit): void {
    const packed = this.packedOnes.get(inner.sscc);
    this.check.same(
      at,
      'unit-inner',
      `origins of ${inner.sscc}`,
      textOf(packed ?? []),
      textOf(inner.origins),
    );
    const outer = this.within.get(inner.sscc);
    if (outer !== undefined) this.check.fail(at, 'unit-twice', `where ${inner.sscc} is`, outer, sscc);
    this.within.set(inner.sscc, sscc);
    this.bookOf(sscc).inner.set(inner.sscc, inner.origins);
  }

  packed({ sscc, goods, units, netGrams, origins }: DataOf<'UnitPacked'>, at: RecordedCommit): void {
    const book = this.bookOf(sscc);
    const known = [...book.goods.values()].map((one) => `${one.drawId} ${one.grams}`);
    for (const [inner, content] of book.inner) known.push(`${inner} ${gramsOf(content)}`);
    const told = goods.map((one) => `${one.drawId} ${one.grams}`);
    for (const inner of units) told.push(`${inner.sscc} ${inner.grams}`);
    this.check.same(
      at,
      'unit-content',
      `what is in ${sscc}`,
      known.sort().join(', '),
      told.sort().join(', '),
    );
    const whole = together(...[...book.goods.values()].map((one) => one.origins), ...book.inner.values());
    this.check.same(at, 'unit-origins', `origins of ${sscc}`, textOf(whole), textOf(origins));
    this.check.same(at, 'unit-net', `net grams of ${sscc}`, gramsOf(whole), netGrams);
    this.packedOnes.set(sscc, whole);
  }

  broken({ sscc, goods, units }: DataOf<'UnitBroken'>, at: RecordedCommit): void {
    const outer = this.within.get(sscc);
    if (outer !== undefined) this.check.fail(at, 'unit-broken', `where ${sscc} is`, 'by itself', outer);
    const shipment = this.onShipment.get(sscc);
    if (shipment) this.check.fail(at, 'unit-loaded', `where ${sscc} is`, 'in stock', shipment.shipmentId);
    for (const { lotId, drawId } of goods) mustReturn(this.check, at, { kind: 'lot', id: lotId }, drawId);
    for (const inner of units) this.within.delete(inner);
  }

  loaded({ sscc, shipmentId }: DataOf<'UnitPutOnShipment'>): void {
    this.onShipment.set(sscc, { shipmentId, isGone: false });
  }

  unloaded({ sscc }: DataOf<'UnitTakenOffShipment'>): void {
    this.onShipment.delete(sscc);
  }

  left({ sscc, shipmentId }: DataOf<'UnitLeftStock'>, at: RecordedCommit): void {
    const before = this.onShipment.get(sscc);
    if (before?.isGone || (before && before.shipmentId !== shipmentId))
      this.check.fail(
        at,
        'unit-left',
        `where ${sscc} is`,
        `in stock, or on ${shipmentId}`,
        before.shipmentId,
      );
    this.onShipment.set(sscc, { shipmentId, isGone: true });
  }

  back({ sscc, shipmentId }: DataOf<'UnitBackInStock'>, at: RecordedCommit): void {
    const before = this.onShipment.get(sscc);
    if (!before?.isGone || before.shipmentId !== shipmentId)
      this.check.fail(at, 'unit-back', `what ${sscc} comes back from`, 'what it left with', shipmentId);
    this.onShipment.delete(sscc);
  }

  private bookOf(sscc: string): UnitBook {
    const book = this.books.get(sscc) ?? {
      goods: new Map<string, Goods>(),
      inner: new Map<string, Origins>(),
    };
    this.books.set(sscc, book);
    return book;
  }
}
