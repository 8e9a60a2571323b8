import type { DeductionTaken, Settlement } from '../../events';
import type { RecordedCommit } from '@oce/event-sourcing';
import { multiplyPpm, ONE_PPM } from '@oce/quantities';
import type { Account, AccountBook, Claim, Line } from './account-book';
import type { Deductions } from './schedules';

const ORDER = ['legal', 'insurance', 'input_credit', 'voluntary'] as const;

export interface Settled {
  readonly lineId: string;
  readonly postedOn: string;
  /** The day by which claims were due while they did not count by the posting: of the weighing, or of the closing. */
  readonly formerlyDueOn?: string;
  readonly grossCentimes: number;
  /** What was in force; undefined where nothing was. */
  readonly schedule: Deductions | undefined;
}

/**
 * Re-derives a settlement from the account's claims and the schedule, compares it field by field, and takes from the
 * claims what it took. Order of deductions, caps rounded down, floor rounded up: worked numbers, cases 2 and 4.
 */
export function checkSettlement(
  book: AccountBook,
  account: Account,
  found: Settlement,
  settled: Settled,
  at: RecordedCommit,
): void {
  const { check } = book;
  const { grossCentimes, schedule, lineId } = settled;
  check.same(at, 'gross', `gross of ${lineId}`, grossCentimes, found.grossCentimes);
  if (found.netCentimes < 0) check.fail(at, 'net-negative', `net of ${lineId}`, '>= 0', found.netCentimes);
  check.same(at, 'deduction-schedule', 'the schedule in force', schedule?.version, found.scheduleVersion);
  const dueOn = dueOnOf(book, found, settled, at);
  const departedOn = departureOf(account, found, dueOn);
  check.same(at, 'departed', `the departure that ${lineId} says`, departedOn, found.departedOn);
  if (schedule !== undefined) {
    const { capsPpm, floorPpm } = departedOn === undefined ? schedule : EVERYTHING;
    const reachable = multiplyPpm(grossCentimes, ONE_PPM - floorPpm, 'toward-zero');
    check.same(at, 'floor', `floor of ${lineId}`, grossCentimes - reachable, found.floorCentimes);
    const derived = deductionsOf(account, grossCentimes, dueOn, capsPpm, reachable);
    compare(book, derived, found.deductions, lineId, at);
    const taken = derived.reduce((sum, one) => sum + one.takenCentimes, 0);
    check.same(at, 'net', `net of ${lineId}`, grossCentimes - taken, found.netCentimes);
  }
  for (const one of found.deductions) take(book, account, one, lineId, at);
}

/** Of a member who has left all that is due is taken, down to zero. */
const EVERYTHING: Pick<Deductions, 'capsPpm' | 'floorPpm'> = {
  floorPpm: 0,
  capsPpm: { legal: ONE_PPM, insurance: ONE_PPM, input_credit: ONE_PPM, voluntary: ONE_PPM },
};

/** The terms of a set-off at a departure: those of no schedule. */
export const DEPARTED: Deductions = { version: 'departure', validFrom: '', ...EVERYTHING };

/**
 * The day by which claims are due: that of the posting. Lines of an older form do not say it, and go by the day that
 * counted then; once one line says it, all do.
 */
function dueOnOf(book: AccountBook, found: Settlement, settled: Settled, at: RecordedCommit): string {
  const { check } = book;
  const { lineId, postedOn, formerlyDueOn = postedOn } = settled;
  const about = `the day by which claims of ${lineId} are due`;
  if (found.claimsDueOn !== undefined) {
    book.saysClaimsDue = true;
    check.same(at, 'claims-due', about, postedOn, found.claimsDueOn);
    return postedOn;
  }
  if (book.saysClaimsDue) check.fail(at, 'claims-due', about, postedOn, 'not said');
  return formerlyDueOn;
}

/** The day of the departure, where the member has left by the posting; no line of an older form knows of any. */
function departureOf(
  { departedOn }: Account,
  { claimsDueOn }: Settlement,
  dueOn: string,
): string | undefined {
  const hasLeft = claimsDueOn !== undefined && departedOn !== undefined && departedOn <= dueOn;
  return hasLeft ? departedOn : undefined;
}

function deductionsOf(
  { claims }: Account,
  grossCentimes: number,
  dueOn: string,
  capsPpm: Deductions['capsPpm'],
  reachable: number,
): DeductionTaken[] {
  const lines: DeductionTaken[] = [];
  const due = [...claims.values()].filter((claim) => claim.leftCentimes > 0 && claim.dueOn <= dueOn);
  let aboveFloor = reachable;
  for (const kind of ORDER) {
    const capCentimes = multiplyPpm(grossCentimes, capsPpm[kind], 'toward-zero');
    let underCap = capCentimes;
    for (const { reference, leftCentimes: askedCentimes } of due.filter((claim) => claim.kind === kind)) {
      const takenCentimes = Math.min(askedCentimes, underCap, aboveFloor);
      const carriedCentimes = askedCentimes - takenCentimes;
      const stop = underCap <= aboveFloor ? 'cap' : 'floor';
      const limitedBy = carriedCentimes === 0 ? 'nothing' : stop;
      underCap -= takenCentimes;
      aboveFloor -= takenCentimes;
      lines.push({ kind, reference, askedCentimes, capCentimes, takenCentimes, carriedCentimes, limitedBy });
    }
  }
  return lines;
}

const text = (one: DeductionTaken | undefined): string =>
  one === undefined
    ? 'no deduction'
    : `${one.kind} ${one.reference}: ${one.takenCentimes} of ${one.askedCentimes}, cap ${one.capCentimes}, left ${one.carriedCentimes}, limited by ${one.limitedBy}`;

function compare(
  { check }: AccountBook,
  derived: readonly DeductionTaken[],
  found: readonly DeductionTaken[],
  lineId: string,
  at: RecordedCommit,
): void {
  for (let index = 0; index < Math.max(derived.length, found.length); index++) {
    const expected = text(derived[index]);
    const actual = text(found[index]);
    check.same(at, 'deduction', `deduction ${index + 1} of ${lineId}`, expected, actual);
  }
}

/** What is left of a claim after a deduction; never more is taken than was granted or due. */
function take(
  { check, statements }: AccountBook,
  { claims }: Account,
  { kind, reference, takenCentimes, carriedCentimes }: DeductionTaken,
  lineId: string,
  at: RecordedCommit,
): void {
  const claim = claims.get(`${kind}:${reference}`);
  if (claim === undefined) {
    const sought = `${kind} ${reference}`;
    check.fail(at, 'claim-unknown', `the claim of ${lineId}`, 'granted or due before', sought);
    return;
  }
  claim.takenCentimes += takenCentimes;
  claim.leftCentimes = claim.grantedCentimes - claim.takenCentimes;
  if (claim.leftCentimes < 0) {
    const most = `<= ${claim.grantedCentimes}`;
    check.fail(at, 'beyond-claim', `taken of ${reference} in all`, most, claim.takenCentimes);
  }
  if (takenCentimes === 0 || (kind !== 'insurance' && kind !== 'input_credit')) return;
  const type = kind === 'insurance' ? 'PremiumWithheld' : 'InputCreditRecovered';
  statements.push({ type, reference, takenCentimes, leftCentimes: carriedCentimes, lineId });
}

/** What a deduction took is given back to the claim, to be asked again. */
export function reopen(
  { claims }: Account,
  { kind, reference, amountCentimes }: Line['taken'][number],
): Claim | undefined {
  const claim = claims.get(`${kind}:${reference}`);
  if (claim === undefined) return undefined;
  claim.takenCentimes -= amountCentimes;
  claim.leftCentimes += amountCentimes;
  return claim;
}

const NOTHING: Line['taken'] = [];

export const takenOf = ({ deductions }: Settlement): Line['taken'] =>
  deductions.length === 0
    ? NOTHING
    : deductions
        .filter((one) => one.takenCentimes > 0)
        .map(({ kind, reference, takenCentimes: amountCentimes }) => ({ kind, reference, amountCentimes }));

/** What several lines have taken, each claim once. */
export function takenOfAll(lines: readonly Line[]): Line['taken'] {
  const byClaim = new Map<string, Line['taken'][number]>();
  for (const { kind, reference, amountCentimes } of lines.flatMap((line) => line.taken)) {
    const key = `${kind}:${reference}`;
    const before = byClaim.get(key)?.amountCentimes ?? 0;
    byClaim.set(key, { kind, reference, amountCentimes: before + amountCentimes });
  }
  return [...byClaim.values()];
}
