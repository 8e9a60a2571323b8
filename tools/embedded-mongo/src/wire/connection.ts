import type { Socket } from 'node:net';
import { HEADER_BYTES, MAX_MESSAGE_BYTES, parseMessage, type Command } from './messages';
import { encodeReply, errorFields, type Reply } from './replies';

export type HandleCommand = (command: Command) => Promise<Reply>;

/** Puts the chunks of a stream together into whole messages. */
class MessageReader {
  private chunks: Buffer[] = [];
  private size = 0;

  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
  }

  /** The next whole message, or undefined until more arrives. Throws on a length that none may have. */
  next(): Buffer | undefined {
    if (this.size < HEADER_BYTES) return undefined;
    if ((this.chunks[0] as Buffer).length < HEADER_BYTES) this.join();
    const length = (this.chunks[0] as Buffer).readInt32LE(0);
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
      throw new RangeError('a message of a wrong length');
    if (this.size < length) return undefined;
    if ((this.chunks[0] as Buffer).length < length) this.join();
    const all = this.chunks[0] as Buffer;
    const rest = all.subarray(length);
    this.size -= length;
    this.chunks = rest.length > 0 ? [rest, ...this.chunks.slice(1)] : this.chunks.slice(1);
    return all.subarray(0, length);
  }

  private join(): void {
    this.chunks = [Buffer.concat(this.chunks, this.size)];
  }
}

/** Serves one connection: commands are answered one after another, in the order they came. */
export function serveConnection(socket: Socket, handle: HandleCommand): void {
  const reader = new MessageReader();
  let turn: Promise<void> = Promise.resolve();
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    reader.push(chunk);
    try {
      for (let message = reader.next(); message; message = reader.next()) {
        const bytes = message;
        turn = turn.then(() => answer(socket, bytes, handle));
      }
    } catch {
      socket.destroy();
    }
  });
}

async function answer(socket: Socket, message: Buffer, handle: HandleCommand): Promise<void> {
  let shape = { requestId: message.readInt32LE(4), isLegacy: false, wantsReply: true };
  const encode = (reply: Reply): Buffer[] => encodeReply(shape.requestId, shape.isLegacy, reply);
  let parts: Buffer[];
  try {
    const request = parseMessage(message);
    shape = request;
    parts = encode(await handle(request.command));
  } catch (error) {
    parts = encode(errorFields(error));
  }
  if (!shape.wantsReply || socket.destroyed) return;
  socket.cork();
  for (const part of parts) socket.write(part);
  socket.uncork();
}
