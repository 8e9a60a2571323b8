import { centimesToDecimal, formatPoints, gramsToDecimal } from '@oce/quantities';
import type { AuditTable } from '../../rule';
import type { Pool } from './pool-closing';
import type { OwedPart } from './proceeds-books';

const stateOf = ({ closed, woundUp }: Pool): string => (woundUp ? 'wound up' : closed ? 'closed' : 'open');

/** What each pool has come to, what is pooled and not shared, and proceeds that belong to no pool. */
export function poolTables(
  pools: readonly Pool[],
  unpooled: Iterable<OwedPart & { readonly proceedsId: string }>,
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
  const without = [...unpooled].map(({ proceedsId, lotId, grade, amountCentimes }) => [
    proceedsId,
    lotId,
    grade,
    centimesToDecimal(amountCentimes),
  ]);
  const tables: AuditTable[] = [];
  if (rows.length > 0) tables.push({ name: 'pools', title: 'Pools', columns, rows });
  if (without.length > 0)
    tables.push({
      name: 'proceeds-without-pool',
      title: 'Proceeds in no pool',
      columns: ['proceeds', 'lot', 'grade', 'MAD'],
      rows: without,
    });
  return tables;
}
