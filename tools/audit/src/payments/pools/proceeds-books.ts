import type { RecordedCommit } from '@oce/event-sourcing';
import { moneyByOrigin } from '@oce/origins';
import { splitByLargestRemainder } from '@oce/quantities';
import type { DataOf } from '../../events';
import type { Check } from '../../rule';
import type { Pool } from './pool-closing';

type Received = DataOf<'ProceedsReceived'>;
type Pooled = DataOf<'ProceedsPooled'>;
type Terms = 'pooled' | 'traceable' | 'purchased' | 'toll';

/** What of proceeds is owed to the settlement of a raw lot. */
export interface OwedPart {
  readonly lotId: string;
  readonly soldAs: string | undefined;
  readonly terms: Terms;
  readonly campaignId: string | null;
  readonly grade: string;
  readonly amountCentimes: number;
}

const keyOf = (
  proceedsId: string,
  { soldAs, lotId }: { soldAs?: string | undefined; lotId: string },
): string => (soldAs === undefined ? `${proceedsId} ${lotId}` : `${proceedsId} ${soldAs} ${lotId}`);

/** Every receipt split again over the raw lots of what was sold, and what became of each part. */
export class ProceedsBooks {
  /** Parts by receipt, or by what was taken back of one. */
  private readonly owed = new Map<string, readonly OwedPart[]>();
  /** What raw lots still have of a receipt, by the lot that was sold. */
  private readonly rest = new Map<string, number[]>();
  private readonly takenBy = new Map<string, string>();
  private readonly origins = new Map<string, DataOf<'LotMadeAvailable'>['origins']>();
  private readonly closed = new Map<string, DataOf<'LotClosed'>>();
  private readonly offered = new Map<string, Terms>();

  constructor(private readonly check: Check) {}

  lotClosed(data: DataOf<'LotClosed'>): void {
    this.closed.set(data.lotId, data);
  }

  lotMade({ lotId, runId, origins }: DataOf<'LotMadeAvailable'>): void {
    if (runId !== null) this.origins.set(lotId, origins);
  }

  lotOffered({ lotId, kind }: DataOf<'LotOffered'>): void {
    if (!this.offered.has(lotId)) this.offered.set(lotId, kind);
  }

  received(
    { proceedsId, kind, parts }: Pick<Received, 'proceedsId' | 'kind' | 'parts'>,
    at: RecordedCommit,
  ): void {
    const owed = parts.flatMap((part): OwedPart[] => {
      const origins = this.origins.get(part.lotId);
      if (origins === undefined) return [this.asItIs(part, kind)];
      const shares = moneyByOrigin(origins, part.amountCentimes);
      this.rest.set(
        `${proceedsId} ${part.lotId}`,
        shares.map((one) => one.amountCentimes),
      );
      return shares.map((one) => this.byOrigin(one, part.lotId));
    });
    this.promise(proceedsId, owed, at);
  }

  /** Comes out of those that had it, as proceeds below nothing under an id of their own. */
  reversed({ proceedsId, reversalId, kind, parts }: DataOf<'ProceedsReversed'>, at: RecordedCommit): void {
    const first = this.owed.get(proceedsId) ?? [];
    const owed = parts.flatMap((part): OwedPart[] => {
      const rest = this.rest.get(`${proceedsId} ${part.lotId}`);
      const back = { ...part, amountCentimes: -part.amountCentimes };
      if (rest === undefined) return [this.asItIs(back, kind)];
      const left = rest.reduce((sum, one) => sum + one, 0);
      if (part.amountCentimes > left)
        this.check.fail(at, 'taken-too-much', `what is left of ${proceedsId}`, left, part.amountCentimes);
      const shares = splitByLargestRemainder(part.amountCentimes, left > 0 ? rest : rest.map(() => 1));
      shares.forEach((share, index) => (rest[index] = Math.max(0, (rest[index] ?? 0) - share)));
      return first
        .filter(({ soldAs }) => soldAs === part.lotId)
        .map((one, index) => ({ ...one, amountCentimes: -(shares[index] ?? 0) }));
    });
    this.promise(`${proceedsId}:${reversalId}`, owed, at);
  }

  /** What a pool takes of proceeds are parts of its own that were received, each once. */
  pooled(pool: Pool, { poolId, proceedsId, parts, amountCentimes }: Pooled, at: RecordedCommit): void {
    const sum = parts.reduce((total, part) => total + part.amountCentimes, 0);
    this.check.same(at, 'pooled-sum', 'amount = sum of its parts', sum, amountCentimes);
    if (!this.owed.has(proceedsId))
      return this.check.fail(at, 'pooled-unknown', 'the proceeds', 'received before', proceedsId);
    for (const part of parts) {
      const owed = this.take(poolId, proceedsId, part, at);
      this.check.same(at, 'kind', 'what the goods are settled by', pool.opened.kind, owed?.terms);
      const { lotIds, grades, campaignId } = pool.opened;
      const isOwn = lotIds === null ? grades.includes(part.grade) : lotIds.includes(part.lotId);
      if (!isOwn || owed?.campaignId !== campaignId)
        this.check.fail(at, 'pooled-scope', 'a part of the pool', 'of its campaign and lots', part.lotId);
    }
  }

  /** What OCE keeps is of goods that are its own: bought, or pressed for a fee. */
  kept({ lotId, proceedsId, parts, amountCentimes }: DataOf<'ProceedsKept'>, at: RecordedCommit): void {
    const sum = parts.reduce((total, part) => total + part.amountCentimes, 0);
    this.check.same(at, 'kept-sum', 'amount = sum of its parts', sum, amountCentimes);
    for (const part of parts) {
      const owed = this.take(`result of ${lotId}`, proceedsId, part, at);
      if (owed?.terms !== 'purchased' && owed?.terms !== 'toll')
        this.check.fail(at, 'kept-terms', 'goods of which OCE keeps the proceeds', 'its own', owed?.terms);
    }
  }

  /** Parts that a person has sent to the reserve. */
  reserved({ proceedsId, parts }: DataOf<'ProceedsReserved'>): void {
    for (const part of parts) this.check.kept(`pooled ${keyOf(proceedsId, part)}`);
  }

  /** Parts that nobody has taken. */
  *unpooled(): Iterable<OwedPart & { readonly proceedsId: string }> {
    for (const [proceedsId, owed] of this.owed)
      for (const part of owed)
        if (part.amountCentimes !== 0 && !this.takenBy.has(keyOf(proceedsId, part)))
          yield { proceedsId, ...part };
  }

  private take(
    by: string,
    proceedsId: string,
    part: Pooled['parts'][number],
    at: RecordedCommit,
  ): OwedPart | undefined {
    const key = keyOf(proceedsId, part);
    const owed = this.owed.get(proceedsId)?.find((one) => keyOf(proceedsId, one) === key);
    const about = `what was received for ${part.lotId}`;
    this.check.same(at, 'pooled-part', about, owed?.amountCentimes, part.amountCentimes);
    const other = this.takenBy.get(key);
    if (other !== undefined)
      this.check.fail(at, 'pooled-twice', `the pool of ${key}`, other, `${by} as well`);
    this.takenBy.set(key, by);
    this.check.kept(`pooled ${key}`);
    return owed;
  }

  private promise(proceedsId: string, owed: readonly OwedPart[], at: RecordedCommit): void {
    this.owed.set(proceedsId, owed);
    for (const part of owed) {
      const about = `proceeds ${proceedsId} of ${part.lotId}`;
      if (part.amountCentimes !== 0)
        this.check.promise(
          `pooled ${keyOf(proceedsId, part)}`,
          at,
          'no-pool',
          about,
          'in a pool, or with a clerk',
        );
    }
  }

  private asItIs(
    { lotId, campaignId, grade, amountCentimes }: Received['parts'][number],
    kind: Terms,
  ): OwedPart {
    const said = this.closed.get(lotId)?.settledAs;
    const terms = said === 'purchased' || said === 'toll' ? said : kind;
    return { lotId, soldAs: undefined, terms, campaignId, grade, amountCentimes };
  }

  private byOrigin(
    { lotId, amountCentimes }: { lotId: string; amountCentimes: number },
    soldAs: string,
  ): OwedPart {
    const lot = this.closed.get(lotId);
    const terms = lot?.settledAs ?? this.offered.get(lotId) ?? 'pooled';
    return {
      lotId,
      soldAs,
      terms,
      campaignId: lot?.campaignId ?? null,
      grade: lot?.grade ?? '',
      amountCentimes,
    };
  }
}
