/** Whether every subject that `inner` matches is matched by `outer` too. */
function covers(outer: string, inner: string): boolean {
  const wide = outer.split('.');
  const narrow = inner.split('.');
  for (const [at, token] of wide.entries()) {
    if (token === '>') return narrow.length > at;
    const other = narrow[at];
    if (other === undefined || other === '>') return false;
    if (token !== '*' && token !== other) return false;
  }
  return wide.length === narrow.length;
}

/** The union of filters without those that another one covers: a consumer's filters may not overlap. */
export function unionOfFilters(filters: readonly string[]): string[] {
  const unique = [...new Set(filters)];
  return unique.filter((filter) => !unique.some((other) => other !== filter && covers(other, filter))).sort();
}
