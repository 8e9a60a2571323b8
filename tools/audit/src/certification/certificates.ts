import { addDays } from '@oce/quantities';
import type { DataOf } from '../events';

/** A certificate with what became of it, as the log says. */
export class Certificate {
  private readonly changes: { readonly stands: boolean; readonly from: string }[] = [];
  private readonly lists: { readonly from: string; readonly members: ReadonlySet<string> }[] = [];
  private readonly suspensions: { readonly member: string; readonly from: string; to: string | null }[] = [];

  constructor(readonly granted: DataOf<'CertificateGranted'>) {}

  changed(stands: boolean, from: string): void {
    this.changes.push({ stands, from });
  }

  listed({ validFrom, members }: DataOf<'GroupMembersListed'>): void {
    this.lists.push({ from: validFrom, members: new Set(members.map(({ producerCode }) => producerCode)) });
  }

  suspended(member: string, from: string): void {
    this.suspensions.push({ member, from, to: null });
  }

  lifted(member: string, to: string): void {
    for (const one of this.suspensions) if (one.member === member) one.to ??= to;
  }

  /** Whether it holds on a day: the last change that was written and has begun by then says so. */
  holds(day: string): boolean {
    const { validFrom, validTo } = this.granted;
    if (day < validFrom || day > validTo) return false;
    let stands = true;
    for (const change of this.changes) if (change.from <= day) stands = change.stands;
    return stands;
  }

  /** Days behind one on which it may begin or end to hold. */
  turnsAfter(day: string): string[] {
    const days = [this.granted.validFrom, ...this.changes.map(({ from }) => from)];
    return days.filter((one) => one > day);
  }

  /** The last day in a row on which it holds. */
  holdsTo(day: string): string {
    let last = this.granted.validTo;
    for (const turn of this.turnsAfter(day)) if (turn <= last && !this.holds(turn)) last = addDays(turn, -1);
    return last;
  }

  /** Whether goods of a member, closed into a lot on a day, are covered. */
  covers(productId: string, closedOn: string, member: string, cooperativeId: string | undefined): boolean {
    const { holder, productIds } = this.granted;
    if (holder.kind !== 'cooperative' || holder.id !== cooperativeId) return false;
    if (!productIds.includes(productId) || !this.holds(closedOn)) return false;
    if (this.lists.length === 0) return true;
    if (this.suspensions.some((one) => isIn(one, member, closedOn))) return false;
    let [from, isListed] = ['', false];
    for (const list of this.lists)
      if (list.from <= closedOn && list.from >= from)
        [from, isListed] = [list.from, list.members.has(member)];
    return isListed;
  }

  /** Whether premises may do something on a day. */
  allows(stationId: string, activity: string, day: string): boolean {
    const { holder, activities } = this.granted;
    return (
      holder.kind === 'station' && holder.id === stationId && activities.includes(activity) && this.holds(day)
    );
  }
}

const isIn = (
  { member, from, to }: { readonly member: string; readonly from: string; readonly to: string | null },
  producerCode: string,
  day: string,
): boolean => member === producerCode && from <= day && (to === null || day < to);
