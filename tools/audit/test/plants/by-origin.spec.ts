import { describePlants, each } from '../season/plants';
import type { Planter } from '../season/planter';

/** As if a run had made a lot that was sold out of another one: before all receipts. Answers with the log. */
function madeOf(log: Planter, lotId: string, origin: string): Planter {
  const origins = [{ lotId: origin, grams: 1_500_000 }];
  const made = { ...log.data('LotMadeAvailable', 0), lotId, runId: 'R9', origins };
  log.addAt(log.where('ProceedsReceived') - 1, 'LotMadeAvailable', 0, 'LotMadeAvailable', made);
  return log;
}
/** What the result of a lot keeps of a receipt that a pool has taken. */
const keptLike = (log: Planter) => {
  const { poolId: _pool, parts, ...pooled } = log.data('ProceedsPooled', 0);
  const [part] = parts;
  return { ...pooled, lotId: 'L1', parts: part ? [part] : [], amountCentimes: part?.amountCentimes ?? 0 };
};

describePlants('proceeds by origin', [
  [
    'pools/pooled-part',
    'a bottle of which the pool has taken other than its raw lots’ shares',
    (log) => madeOf(log, 'L1', 'L2').where('ProceedsPooled', 0),
  ],
  [
    'pools/no-pool',
    'a bottle of which nobody has taken the shares of its raw lots',
    (log) => madeOf(log, 'L1', 'L2').where('ProceedsReceived', 0),
  ],
  [
    'pools/taken-too-much',
    'more taken back of a bottle than came for it',
    (log) =>
      madeOf(log, 'L1', 'L2').edit('ProceedsReversed', 0, ({ parts }) =>
        each(parts, (one) => (one.amountCentimes += 1)),
      ),
  ],
  [
    'pools/kind',
    'a purchased lot in a pool',
    (log) => {
      log.edit('LotClosed', 0, (data) => (data.settledAs = 'purchased'));
      return log.where('ProceedsPooled', 0);
    },
  ],
  [
    'pools/kept-terms',
    'proceeds of members kept by OCE',
    (log) => log.add('ProceedsPooled', 0, 'ProceedsKept', keptLike(log)),
  ],
  [
    'pools/kept-sum',
    'kept other than the parts',
    (log) => {
      const kept = keptLike(log);
      return log.add('ProceedsPooled', 0, 'ProceedsKept', {
        ...kept,
        amountCentimes: kept.amountCentimes + 1,
      });
    },
  ],
]);
