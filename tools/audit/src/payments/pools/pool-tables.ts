import { centimesToDecimal, formatPoints, gramsToDecimal } from '@oce/quantities';
import type { DataOf } from '../../events';
import type { AuditTable } from '../../rule';
import type { Pool } from './pool-closing';

const stateOf = ({ closed, woundUp }: Pool): string => (woundUp ? 'wound up' : closed ? 'closed' : 'open');

/** What each pool has come to, what is pooled and not shared, and proceeds that belong to no pool. */
export function poolTables(
  pools: readonly Pool[],
  receipts: Iterable<DataOf<'ProceedsReceived'>>,
  pooledParts: ReadonlyMap<string, string>,
): AuditTable[] {
  const rows = pools.map((pool) => [
    pool.opened.poolId,
    stateOf(pool),
    pool.owed.size,
    centimesToDecimal(pool.proceedsCentimes),
    pool.closed ? centimesToDecimal(pool.closed.distributableCentimes) : '',
    pool.closed ? centimesToDecimal(pool.restCentimes) : '',
    pool.closed ? gramsToDecimal(pool.closed.payableGrams) : '',
    pool.closed ? formatPoints(BigInt(pool.closed.points)) : '',
  ]);
  const columns = [
    'pool',
    'state',
    'members',
    'proceeds MAD',
    'distributed',
    'not shared',
    'payable kg',
    'points',
  ];
  const unpooled = [...receipts].flatMap(({ proceedsId, parts }) =>
    parts
      .filter(
        ({ lotId, amountCentimes }) => amountCentimes !== 0 && !pooledParts.has(`${proceedsId} ${lotId}`),
      )
      .map(({ lotId, grade, amountCentimes }) => [
        proceedsId,
        lotId,
        grade,
        centimesToDecimal(amountCentimes),
      ]),
  );
  const tables: AuditTable[] = [];
  if (rows.length > 0) tables.push({ name: 'pools', title: 'Pools', columns, rows });
  if (unpooled.length > 0)
    tables.push({
      name: 'proceeds-without-pool',
      title: 'Proceeds in no pool',
      columns: ['proceeds', 'lot', 'grade', 'MAD'],
      rows: unpooled,
    });
  return tables;
}
