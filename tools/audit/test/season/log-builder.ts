import type { Event, RecordedCommit } from '@oce/event-sourcing';
import { kindOf } from '../../src/log/commits';
import type { DataOf, EventName } from '../../src/events';

type Loose = readonly [type: string, data: object];

/** An event of a type that the rules look into. */
export const event = <T extends EventName>(type: T, data: DataOf<T>): Loose => [type, data];
/** An event that no rule looks into. */
export const other = (type: string, data: object): Loose => [type, data];

/** Postings without those of nothing. */
export const posts = (amounts: Readonly<Record<string, number>>) =>
  Object.entries(amounts)
    .filter(([, amountCentimes]) => amountCentimes !== 0)
    .map(([account, amountCentimes]) => ({ account, amountCentimes }));

/** A log as an array, built commit by commit. */
export class LogBuilder {
  readonly commits: RecordedCommit[] = [];
  private readonly versions = new Map<string, number>();

  /** One commit: `add('payments.account', 'P1', event(…), event(…))`; answers its position. */
  add(where: string, id: string, ...events: Loose[]): number {
    const [context = '', aggregate = ''] = where.split('.');
    const position = this.commits.length + 1;
    const version = (this.versions.get(`${where}.${id}`) ?? 0) + 1;
    this.versions.set(`${where}.${id}`, version);
    const current = kindOf(context, aggregate)?.events ?? {};
    const at = new Date(Date.UTC(2026, 9, 1, 8, 0, position)).toISOString();
    this.commits.push({
      position,
      version,
      at,
      acceptedAt: at,
      ref: { context, aggregate, id },
      commitId: `c${position}`,
      commandId: `k${position}`,
      commandHash: 'h',
      actor: 'clerk',
      correlationId: `r${position}`,
      events: events.map(([type, data]): Event => ({ type, v: current[type] ?? 1, data })),
    });
    return position;
  }
}

/** A field in ciphertext, as events hold it. */
export const sealed = (person: string): string => `enc:1:${person}:${'Q'.repeat(48)}`;
