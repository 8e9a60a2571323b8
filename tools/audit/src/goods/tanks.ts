import type { RecordedCommit } from '@oce/event-sourcing';
import { draw, gramsOf, scaled, together, without, type Origins } from '@oce/origins';
import { isWithinPpm } from '@oce/quantities';
import type { DataOf } from '../events';
import type { Check } from '../rule';
import { arrived, cameBack, mustArrive, mustReturn, textOf } from './moves';

interface TankBook {
  content: Origins;
  readonly draws: Map<string, Origins>;
}

/** What is in each tank, derived from what went in and out. */
export class TankBooks {
  private readonly books = new Map<string, TankBook>();
  private readonly seals = new Set<string>();

  constructor(private readonly check: Check) {}

  filled(data: DataOf<'TankFilled'>, at: RecordedCommit): void {
    const { tankId, fillId, grams, origins, contentGrams } = data;
    arrived(this.check, at, { kind: 'tank', id: tankId }, fillId);
    const book = this.bookOf(tankId);
    book.content = together(book.content, origins);
    this.check.same(at, 'tank-fill', `grams into ${tankId} = sum of origins`, gramsOf(origins), grams);
    this.check.same(at, 'tank-content', `grams in ${tankId}`, gramsOf(book.content), contentGrams);
  }

  turnedAway({ tankId, fillId, lotId }: DataOf<'TankFillTurnedAway'>, at: RecordedCommit): void {
    arrived(this.check, at, { kind: 'tank', id: tankId }, fillId);
    mustReturn(this.check, at, { kind: 'lot', id: lotId }, fillId);
  }

  drawn(data: DataOf<'TankDrawn'>, at: RecordedCommit): void {
    const { tankId, drawId, into, grams, origins, contentGrams } = data;
    const book = this.bookOf(tankId);
    const inside = gramsOf(book.content);
    if (grams > inside) {
      this.check.fail(at, 'tank-short', `grams drawn from ${tankId}`, `${inside} at most`, grams);
      return;
    }
    const { drawn, left } = draw(book.content, grams);
    this.check.same(at, 'tank-draw', `origins drawn from ${tankId}`, textOf(drawn), textOf(origins));
    this.check.same(at, 'tank-content', `grams in ${tankId}`, gramsOf(left), contentGrams);
    book.content = without(book.content, drawn);
    book.draws.set(drawId, drawn);
    mustArrive(this.check, at, into, drawId);
  }

  returned({ tankId, drawId, origins }: DataOf<'TankDrawReturned'>, at: RecordedCommit): void {
    const book = this.bookOf(tankId);
    const drawn = book.draws.get(drawId) ?? [];
    cameBack(this.check, at, { kind: 'tank', id: tankId }, drawId);
    this.check.same(at, 'tank-return', `origins of ${drawId}`, textOf(drawn), textOf(origins));
    book.draws.delete(drawId);
    book.content = together(book.content, drawn);
  }

  gauged(data: DataOf<'TankGauged'>, at: RecordedCommit): void {
    const { tankId, bookGrams, measuredGrams, differenceGrams, origins, tolerancePpm } = data;
    const book = this.bookOf(tankId);
    this.check.same(at, 'gauge-books', `grams in the books of ${tankId}`, gramsOf(book.content), bookGrams);
    this.check.same(at, 'gauge', 'the difference of a dip', measuredGrams - bookGrams, differenceGrams);
    if (!isWithinPpm(differenceGrams, bookGrams, tolerancePpm))
      this.check.fail(
        at,
        'gauge-tolerance',
        `the difference of a dip of ${tankId}`,
        `${tolerancePpm} ppm at most`,
        differenceGrams,
      );
    const lost = -differenceGrams;
    const expected = lost > 0 ? draw(book.content, lost).drawn : scaled(book.content, differenceGrams);
    this.check.same(at, 'gauge-origins', 'the origins of a difference', textOf(expected), textOf(origins));
    book.content = lost > 0 ? without(book.content, expected) : together(book.content, expected);
  }

  sealed({ sealNumber }: DataOf<'TankSealed'>, at: RecordedCommit): void {
    if (this.seals.has(sealNumber)) this.check.fail(at, 'seal-twice', 'a seal', 'used once', sealNumber);
    this.seals.add(sealNumber);
  }

  private bookOf(tankId: string): TankBook {
    const book = this.books.get(tankId) ?? { content: [], draws: new Map<string, Origins>() };
    this.books.set(tankId, book);
    return book;
  }
}
