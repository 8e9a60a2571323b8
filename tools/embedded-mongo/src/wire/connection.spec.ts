import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { decodeDocument, encodeDocument } from '../bson/codec';
import { MongoError } from '../errors';
import { type HandleCommand, serveConnection } from './connection';
import type { Command } from './messages';

const MORE_TO_COME = 2;
const CHECKSUM = 1;

function frame(requestId: number, operation: number, body: Buffer): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(requestId, 4);
  header.writeInt32LE(operation, 12);
  return Buffer.concat([header, body]);
}

function message(
  requestId: number,
  command: Record<string, unknown>,
  flags = 0,
  ...sections: Buffer[]
): Buffer {
  const flagBytes = Buffer.alloc(4);
  flagBytes.writeUInt32LE(flags);
  return frame(
    requestId,
    2013,
    Buffer.concat([flagBytes, Buffer.from([0]), encodeDocument(command), ...sections]),
  );
}

function sequence(name: string, documents: readonly Buffer[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents]);
  const header = Buffer.alloc(5);
  header[0] = 1;
  header.writeInt32LE(4 + content.length, 1);
  return Buffer.concat([header, content]);
}

/** A socket whose other end is the test. */
class FakeSocket extends Duplex {
  readonly sent: Buffer[] = [];
  setNoDelay(): this {
    return this;
  }
  override _read(): void {
    // What arrives is pushed by the test.
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.sent.push(chunk);
    done();
  }
}

async function exchange(chunks: readonly Buffer[], handle: HandleCommand) {
  const socket = new FakeSocket();
  serveConnection(socket as unknown as Socket, handle);
  for (const chunk of chunks) socket.push(chunk);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const bytes = Buffer.concat(socket.sent);
  const replies: { to: number; operation: number; body: ReturnType<typeof decodeDocument> }[] = [];
  for (let at = 0; at < bytes.length; at += bytes.readInt32LE(at)) {
    const operation = bytes.readInt32LE(at + 12);
    const body = bytes.subarray(at + (operation === 1 ? 36 : 21), at + bytes.readInt32LE(at));
    replies.push({ to: bytes.readInt32LE(at + 8), operation, body: decodeDocument(body) });
  }
  return { replies, isClosed: socket.destroyed };
}

const echo: HandleCommand = async ({ name }) => ({ name, ok: 1 });

describe('a connection', () => {
  it('puts messages together from chunks of any size, and answers them in turn', async () => {
    const bytes = Buffer.concat([message(7, { ping: 1 }), message(8, { hello: 1 })]);
    for (const size of [1, 3, 16, 17, bytes.length]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      const { replies } = await exchange(chunks, echo);
      expect(replies.map(({ to, body }) => [to, body.get('name')])).toEqual([
        [7, 'ping'],
        [8, 'hello'],
      ]);
    }
  });

  it('answers the old first handshake in the old form', async () => {
    const collection = Buffer.from('admin.$cmd\0');
    const body = Buffer.concat([
      Buffer.alloc(4),
      collection,
      Buffer.alloc(8),
      encodeDocument({ isMaster: 1 }),
    ]);
    const { replies } = await exchange([frame(3, 2004, body)], echo);
    expect(replies).toMatchObject([{ to: 3, operation: 1 }]);
    expect(replies[0]?.body.get('name')).toBe('isMaster');
  });

  it('answers nothing where more is to come', async () => {
    const handled: string[] = [];
    const { replies } = await exchange(
      [message(1, { insert: 'a' }, MORE_TO_COME), message(2, { ping: 1 })],
      async ({ name }) => {
        handled.push(name);
        return { ok: 1 };
      },
    );
    expect(handled).toEqual(['insert', 'ping']);
    expect(replies.map(({ to }) => to)).toEqual([2]);
  });

  it('gives the documents of a list, in the body or beside it, as bytes', async () => {
    const documents = [encodeDocument({ a: 1 }), encodeDocument({ b: 2 })];
    const lists: (readonly Buffer[] | undefined)[] = [];
    const take: HandleCommand = async ({ list }: Command) => {
      lists.push(list('documents'));
      return { ok: 1 };
    };
    const beside = message(1, { insert: 'a' }, 0, sequence('documents', documents));
    const inside = message(2, { insert: 'a', documents: [{ a: 1 }, { b: 2 }], ordered: true });
    const checked = Buffer.concat([
      message(3, { insert: 'a', documents: [{ a: 1 }, { b: 2 }] }, CHECKSUM),
      Buffer.alloc(4),
    ]);
    checked.writeInt32LE(checked.length, 0);
    await exchange([beside, inside, checked], take);
    expect(lists).toEqual([documents, documents, documents]);
  });

  it('answers refusals with their code, and others as internal without their stack', async () => {
    const refuse: HandleCommand = async ({ name }) => {
      if (name === 'find') throw new MongoError(2, 'no', { index: 5 });
      throw new Error('broken');
    };
    const { replies } = await exchange([message(1, { find: 'a' }), message(2, { ping: 1 })], refuse);
    expect(Object.fromEntries(replies[0]?.body ?? [])).toEqual({
      ok: 0,
      errmsg: 'no',
      code: 2,
      codeName: 'BadValue',
      index: 5,
    });
    expect(Object.fromEntries(replies[1]?.body ?? [])).toEqual({
      ok: 0,
      errmsg: 'internal error: broken',
      code: 1,
      codeName: 'InternalError',
    });
  });

  it.each([
    ['an unknown operation', frame(1, 2012, Buffer.alloc(20))],
    ['a section past the end', frame(1, 2013, Buffer.from([0, 0, 0, 0, 0, 200, 0, 0, 0, 0]))],
    ['an unknown section', frame(1, 2013, Buffer.from([0, 0, 0, 0, 9, 5, 0, 0, 0, 0]))],
    ['no body', frame(1, 2013, Buffer.alloc(4))],
    ['unknown flags', message(1, { ping: 1 }, 8)],
    ['no command', message(1, {})],
    ['broken BSON', frame(1, 2013, Buffer.from([0, 0, 0, 0, 0, 9, 0, 0, 0, 2, 97, 0, 99, 0]))],
  ])('refuses %s and stays open', async (_title, bytes) => {
    const { replies, isClosed } = await exchange([bytes, message(2, { ping: 1 })], echo);
    expect(replies.map(({ to, body }) => [to, body.get('ok')])).toEqual([
      [1, 0],
      [2, 1],
    ]);
    expect(isClosed).toBe(false);
  });

  it.each([[5], [100_000_000], [-1]])('is closed on a message length of %i', async (length) => {
    const bytes = message(1, { ping: 1 });
    bytes.writeInt32LE(length, 0);
    expect((await exchange([bytes], echo)).isClosed).toBe(true);
  });
});
