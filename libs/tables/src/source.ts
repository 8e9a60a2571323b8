import { createReadStream } from 'node:fs';

/** A table that can be read from its beginning as often as needed: what it says is proven by the whole of it first. */
export interface TableSource {
  open(): AsyncIterable<Uint8Array>;
}

/** A file on disk; `ENOENT` and the like come when it is read. */
export const fileSource = (path: string): TableSource => ({ open: () => createReadStream(path) });

/** A table in memory. */
export const bytesSource = (bytes: Uint8Array): TableSource => ({
  open: () => pieces(bytes, bytes.length),
});

/** A table in memory, in pieces of `size` bytes, as a slow disk would give it. */
export const piecesSource = (bytes: Uint8Array, size: number): TableSource => ({
  open: () => pieces(bytes, size),
});

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
