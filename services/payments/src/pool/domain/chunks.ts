/** A commit may have 1 MB; half of it leaves room for whatever wraps it. */
const LARGEST_CHUNK_BYTES = 400_000;

/** Shares in chunks that fit a message, in order. At least one chunk, even of nothing. */
export function inChunks<Share extends object>(
  shares: readonly Share[],
  largestBytes: number = LARGEST_CHUNK_BYTES,
): Share[][] {
  const chunks: Share[][] = [[]];
  let sizeBytes = 0;
  for (const share of shares) {
    const bytes = Buffer.byteLength(JSON.stringify(share)) + 1;
    if (sizeBytes > 0 && sizeBytes + bytes > largestBytes) {
      chunks.push([]);
      sizeBytes = 0;
    }
    chunks[chunks.length - 1]?.push(share);
    sizeBytes += bytes;
  }
  return chunks;
}
