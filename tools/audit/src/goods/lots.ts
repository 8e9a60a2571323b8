import type { RecordedCommit } from '@oce/event-sourcing';
import { draw, gramsOf, rawLotOrigins, together, without, type Origins } from '@oce/origins';
import type { DataOf } from '../events';
import type { Check } from '../rule';
import { cameBack, mustArrive, textOf } from './moves';
import type { RunBooks } from './runs';

interface LotBook {
  content: Origins;
  readonly draws: Map<string, Origins>;
}

/** What is left of each lot, derived from what it was made of and what was drawn. */
export class LotBooks {
  private readonly rawGrams = new Map<string, number>();
  private readonly offered = new Set<string>();
  private readonly forSale = new Set<string>();
  /** Grams of lots that orders were delivered, by order and lot. */
  private readonly orders = new Map<string, number>();
  /** Lots that went home with their member, by delivery note. */
  private readonly home = new Set<string>();
  private readonly books = new Map<string, LotBook>();

  constructor(
    private readonly check: Check,
    private readonly runs: RunBooks,
  ) {}

  closed(lotId: string, netGrams: number): void {
    this.rawGrams.set(lotId, netGrams);
  }

  offeredRaw(lotId: string): void {
    this.offered.add(lotId);
  }

  markedForSale(lotId: string): void {
    this.forSale.add(lotId);
  }

  delivered(orderId: string, lines: DataOf<'OrderFulfilled'>['lines']): void {
    for (const { lotId, grams } of lines) {
      const key = `${orderId} ${lotId}`;
      this.orders.set(key, (this.orders.get(key) ?? 0) + grams);
    }
  }

  handedOver({ lotIds, deliveryNoteNumber }: DataOf<'TollRunHandedOver'>): void {
    for (const lotId of lotIds) this.home.add(`${deliveryNoteNumber} ${lotId}`);
  }

  made({ lotId, runId, netGrams, origins }: DataOf<'LotMadeAvailable'>, at: RecordedCommit): void {
    const raw = this.rawGrams.get(lotId);
    const ofRaw = raw === undefined ? undefined : rawLotOrigins(lotId, raw);
    const expected = runId === null ? ofRaw : this.runs.outputOf(runId, lotId);
    const from = runId === null ? 'a closed lot' : `an output of ${runId}`;
    if (expected === undefined) this.check.fail(at, 'available', `the lot ${lotId}`, from, 'nothing of it');
    else this.check.same(at, 'available', `the origins of ${lotId}`, textOf(expected), textOf(origins));
    this.check.same(at, 'lot-net', `net grams of ${lotId} = sum of its origins`, gramsOf(origins), netGrams);
    if (this.books.has(lotId))
      this.check.fail(at, 'available-twice', `the lot ${lotId}`, 'made once', 'again');
    this.books.set(lotId, { content: origins, draws: new Map() });
  }

  drawn({ lotId, drawId, into, grams, origins, leftGrams }: DataOf<'LotDrawn'>, at: RecordedCommit): void {
    const book = this.books.get(lotId);
    const inside = gramsOf(book?.content ?? []);
    if (!book || grams > inside) {
      this.check.fail(at, 'lot-short', `grams drawn from ${lotId}`, `${inside} at most`, grams);
      return;
    }
    const { drawn, left } = draw(book.content, grams);
    this.check.same(at, 'lot-draw', `origins drawn from ${lotId}`, textOf(drawn), textOf(origins));
    this.check.same(at, 'lot-left', `grams left in ${lotId}`, gramsOf(left), leftGrams);
    book.content = without(book.content, drawn);
    book.draws.set(drawId, drawn);
    this.follow({ lotId, drawId, into, grams }, at);
  }

  /** What is drawn goes where it may: into places that say so, to an offer, to an order as it was delivered. */
  private follow(
    { lotId, drawId, into, grams }: Pick<DataOf<'LotDrawn'>, 'lotId' | 'drawId' | 'into' | 'grams'>,
    at: RecordedCommit,
  ): void {
    if (into.kind === 'offer') {
      if (!this.offered.has(lotId))
        this.check.fail(at, 'set-aside', `what ${lotId} is set aside for`, 'an offer of it before', drawId);
    } else if (into.kind === 'order') {
      if (this.home.has(`${into.id} ${lotId}`)) return;
      const sold = this.orders.get(`${into.id} ${lotId}`) ?? 0;
      this.check.same(at, 'order-draw', `grams of ${lotId} that ${into.id} was delivered`, sold, grams);
    } else {
      if (this.forSale.has(lotId) && into.kind !== 'unit')
        this.check.fail(at, 'for-sale', `what ${lotId} is drawn for`, 'a unit or an order', into.kind);
      mustArrive(this.check, at, into, drawId);
    }
  }

  returned({ lotId, drawId, origins }: DataOf<'LotDrawReturned'>, at: RecordedCommit): void {
    const book = this.books.get(lotId);
    const drawn = book?.draws.get(drawId);
    cameBack(this.check, at, { kind: 'lot', id: lotId }, drawId);
    this.check.same(at, 'lot-return', `origins of ${drawId}`, textOf(drawn ?? []), textOf(origins));
    if (!book || !drawn) return;
    book.draws.delete(drawId);
    book.content = together(book.content, drawn);
  }

  withdrawn({ lotId, runId }: DataOf<'LotWithdrawn'>, at: RecordedCommit): void {
    if (!this.runs.isReversed(runId))
      this.check.fail(at, 'withdrawn', `the run of ${lotId}`, 'reversed before', runId);
    this.mustBeWhole(lotId, at);
    const book = this.books.get(lotId);
    if (book) book.content = [];
  }

  /** Only a run of which no output has moved is taken back. */
  mustBeWhole(lotId: string, at: RecordedCommit): void {
    const moved = [...(this.books.get(lotId)?.draws.keys() ?? [])];
    if (moved.length > 0) this.check.fail(at, 'reversed-moved', `draws from ${lotId}`, 'none', moved);
  }
}
