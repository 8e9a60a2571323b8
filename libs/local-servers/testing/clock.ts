/** A clock that stands still until it is told. */
export interface FixedClock {
  /** The time as an instant, `2026-10-01T08:00:00.000Z`. */
  (): string;
  /** Sets it, forwards or back. */
  set(iso: string): void;
  advance(milliseconds: number): void;
  date(): Date;
}

/** A clock for specs. @throws for a text that is not an instant */
export function fixedClock(iso: string): FixedClock {
  let now = instant(iso);
  return Object.assign(() => new Date(now).toISOString(), {
    set: (to: string) => {
      now = instant(to);
    },
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
    date: () => new Date(now),
  });
}

function instant(iso: string): number {
  // A time without a zone would mean another instant on each machine.
  if (!/(Z|[+-]\d\d:\d\d)$/.test(iso) || Number.isNaN(Date.parse(iso)))
    throw new Error(`${JSON.stringify(iso)} is not an instant like 2026-10-01T08:00:00.000Z`);
  return Date.parse(iso);
}
