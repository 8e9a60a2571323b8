/** Deeper than any body that the office takes; what recurses into a body may count on it. */
const DEEPEST = 40;

/** Whether an object goes deeper than any body has reason to. Looks without recursion: depth is what the caller chose. */
export function isTooDeep(plain: object): boolean {
  let level: object[] = [plain];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((one) =>
      Object.values(one).filter((value): value is object => typeof value === 'object' && value !== null),
    );
  }
  return false;
}

/** The same without fields that are null: to say null is to say nothing. Not for what is too deep. */
export function withoutNulls<T extends object>(plain: T): T {
  if (Array.isArray(plain)) return plain.map(cleaned) as unknown as T;
  const entries = Object.entries(plain).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name, cleaned(value)])) as T;
}

const cleaned = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? withoutNulls(value) : value;
