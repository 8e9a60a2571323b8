/** Ids in order, `lot-1`, `lot-2`: where production draws random ones, a spec can name them. */
export function sequentialIds(prefix: string): () => string {
  let last = 0;
  return () => `${prefix}-${++last}`;
}
