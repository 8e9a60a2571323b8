import type { CommandMeta } from '@oce/event-sourcing';
import { inChunks } from '../domain/chunks';

export interface ToWrite<Share extends object> {
  readonly attempt: string;
  readonly shares: readonly Share[];
  readonly meta: CommandMeta;
  /** Less than a message takes, in specs. */
  readonly largestChunkBytes?: number | undefined;
}

/** Which chunk of an attempt, from 1. */
export interface ChunkData {
  readonly attempt: string;
  readonly chunk: number;
  readonly of: number;
}

/** Writes the shares of an attempt chunk by chunk, each by a command of its own that is done once. */
export async function writeChunks<Share extends object>(
  { attempt, shares, meta, largestChunkBytes }: ToWrite<Share>,
  write: (data: ChunkData, chunk: readonly Share[], meta: CommandMeta) => Promise<unknown>,
): Promise<void> {
  const chunks = inChunks(shares, largestChunkBytes);
  for (const [index, chunk] of chunks.entries()) {
    const own = { ...meta, commandId: `${attempt}-${index + 1}` };
    await write({ attempt, chunk: index + 1, of: chunks.length }, chunk, own);
  }
}
