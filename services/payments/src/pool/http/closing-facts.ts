import { countPool, type PoolCount, type PoolDeliveries } from '../domain/count-pool';
import { oceCapOf, type Convention } from '../domain/oce-cap';
import { outstandingOf, type Outstanding } from '../domain/outstanding';
import type { PoolOpened } from '../domain/pool.events';

/** The ports to the read models of a closing. */
export interface ReadsForPools {
  /** What members delivered, all of it up to one position of the log. */
  deliveries(scope: PoolOpened['data']): Promise<PoolDeliveries>;
  /** Lots of the pool's grades that were offered as traceable behind a position of the log, as far as it is written now. */
  offeredSince(scope: PoolOpened['data'], position: number): Promise<string[]>;
  /** What other contexts have not finished. */
  outstanding(scope: PoolOpened['data']): Promise<Outstanding[]>;
  conventionsOf(producerCodes: readonly string[]): Promise<(producerCode: string) => readonly Convention[]>;
}

/** What a closing is decided on, beside the pool itself. */
export interface ClosingBasis {
  readonly counted: PoolCount;
  readonly position: number;
  readonly outstanding: readonly Outstanding[];
  readonly oceChargesCapPpm: number;
}

/**
 * Counts a pool as of one position of the log, with what is outstanding and the cap that binds.
 *
 * @throws DomainError what `countPool` refuses
 */
export async function closingBasis(
  reads: ReadsForPools,
  opened: PoolOpened['data'],
  proceedsCentimes: number,
): Promise<ClosingBasis> {
  const delivered = await reads.deliveries(opened);
  const counted = countPool(opened, delivered);
  const codes = counted.count.members.map(({ producerCode }) => producerCode);
  const conventionsOf = await reads.conventionsOf(codes);
  const { capPpm, without } = oceCapOf(
    counted.weighings,
    opened.productId,
    opened.terms.oceChargesCapPpm,
    conventionsOf,
  );
  const unlotted = opened.kind === 'traceable' ? [] : counted.unlotted;
  const outstanding = [
    ...(await reads.outstanding(opened)),
    ...outstandingOf('unlotted_deliveries', unlotted),
    ...outstandingOf('no_proceeds', proceedsCentimes === 0 ? [opened.poolId] : []),
    ...outstandingOf('no_points', counted.count.points === 0n ? [opened.poolId] : []),
    ...outstandingOf('members_without_convention', without),
  ];
  return { counted, position: delivered.position, outstanding, oceChargesCapPpm: capPpm };
}
