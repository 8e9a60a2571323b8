/**
 * Groups the parts of an event by key, once an event however many documents it touches: a batch of transfers touches
 * thousands, and a search through it for each would cost the square.
 */
export function groupedOnce<E extends object, Part>(
  partsOf: (event: E) => readonly Part[],
  keyOf: (part: Part) => string,
): (event: E) => ReadonlyMap<string, readonly Part[]> {
  const known = new WeakMap<E, ReadonlyMap<string, readonly Part[]>>();
  return (event) => {
    const found = known.get(event);
    if (found) return found;
    const groups = new Map<string, Part[]>();
    for (const part of partsOf(event)) {
      const group = groups.get(keyOf(part));
      if (group) group.push(part);
      else groups.set(keyOf(part), [part]);
    }
    known.set(event, groups);
    return groups;
  };
}
