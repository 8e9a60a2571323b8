import type { RecordedCommit } from '@oce/event-sourcing';
import { multiplyPpm } from '@oce/quantities';
import type { DataOf } from '../../events';
import type { Check } from '../../rule';
import type { Pool } from './pool-closing';
import { standingCharges } from './standing-charges';

/** What moves the rest of a closed pool: charges, reversals, corrections, and the end. */
export class PoolRest {
  constructor(
    private readonly check: Check,
    private readonly pool: Pool,
    private readonly at: RecordedCommit,
  ) {}

  /** A charge on a closed pool takes its money at once, and OCE's stay under the cap. */
  charged(data: DataOf<'ChargePosted'>): void {
    const { check, pool, at } = this;
    const { chargeId, kind, chargedBy, amountCentimes } = data;
    // Those of the first version may have any kind, and came before the closing only.
    const postings = (data as Partial<typeof data>).postings;
    if (pool.woundUp) check.fail(at, 'after-the-end', 'the pool', 'not wound up', 'wound up');
    if (postings !== undefined && ['milling', 'commission'].includes(kind))
      check.fail(at, 'charge-kind', 'the kind of a charge', 'none of the terms', kind);
    const taken = pool.closed ? amountCentimes : null;
    pool.charges.set(chargeId, { kind, chargedBy, amountCentimes, taken, isReversed: false });
    if (taken === null) return;
    pool.restCentimes -= taken;
    if (chargedBy !== 'oce') return;
    const capPpm = pool.closed?.oceChargesCapPpm ?? pool.opened.terms.oceChargesCapPpm;
    const capCentimes = multiplyPpm(pool.proceedsCentimes, capPpm, 'toward-zero');
    const kept = keptByOce(pool);
    if (kept > capCentimes) check.fail(at, 'cap', "OCE's charges", `<= ${capCentimes}`, kept);
  }

  /** A reversal frees what the charge took, once; OCE has back first what it bore of a loss. */
  reversed({ chargeId, freedCentimes, lossBackCentimes }: DataOf<'ChargeReversed'>): void {
    const { check, pool, at } = this;
    const charge = pool.charges.get(chargeId);
    if (charge === undefined || charge.isReversed) {
      const found = charge ? 'reversed before' : 'never posted';
      check.fail(at, 'charge-reversed', 'the charge reversed', 'one that stands', found);
      return;
    }
    const taken = charge.taken ?? 0;
    const lossBack = Math.min(taken, pool.lossCentimes);
    check.same(at, 'freed', 'what the reversal frees', taken - lossBack, freedCentimes);
    check.same(at, 'loss-back', 'what OCE has back of its loss', lossBack, lossBackCentimes);
    charge.isReversed = true;
    pool.lossCentimes -= lossBack;
    pool.restCentimes += taken - lossBack;
  }

  /** A correction at the closed value, told to the pool once, with its amount. */
  corrected({ producerCode, lineId, amountCentimes }: DataOf<'CorrectionTaken'>): void {
    const { check, pool, at } = this;
    const key = `${producerCode} ${lineId}`;
    const posted = pool.corrections.get(key);
    pool.corrections.delete(key);
    check.same(at, 'correction', 'the correction as posted', posted, amountCentimes);
    if (!pool.woundUp) pool.restCentimes -= amountCentimes;
  }

  /** What is left goes to the reserve, or is a cost of corrections. */
  woundUp(data: DataOf<'PoolWoundUp'>): void {
    const { check, pool, at } = this;
    // One without points says so in the same commit, which is proved there.
    if (!pool.closed && !pool.saysLeft) check.fail(at, 'wound-up', 'the pool', 'closed before', 'open');
    if (pool.woundUp) check.fail(at, 'wound-up', 'windings up of the pool', 1, 2);
    const restCentimes = pool.closed ? pool.restCentimes : pool.proceedsCentimes - costsOf(pool);
    const side = restCentimes > 0 ? 'reserve' : 'costs:corrections';
    check.same(at, 'rest', 'what is left of the pool', restCentimes, data.restCentimes);
    check.same(at, 'rest-account', 'where it goes', restCentimes === 0 ? null : side, data.account);
    pool.woundUp = data;
    pool.restCentimes = 0;
  }
}

/** Charges that a pool pays at its end, where it was never closed. */
const costsOf = (pool: Pool): number =>
  standingCharges(pool).reduce((sum, one) => sum + one.amountCentimes, 0);

/** All that OCE keeps of a closed pool: by its terms, and charges that stand. */
function keptByOce(pool: Pool): number {
  const { closed } = pool;
  const byRule = closed ? [closed.charges[0], closed.charges.at(-1)] : [];
  const ruled = byRule.reduce((sum, one) => sum + (one?.chargedBy === 'oce' ? one.amountCentimes : 0), 0);
  const standing = standingCharges(pool).filter((one) => one.chargedBy === 'oce');
  return ruled + standing.reduce((sum, one) => sum + (one.taken ?? 0), 0);
}
