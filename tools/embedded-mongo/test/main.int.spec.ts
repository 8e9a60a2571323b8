import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { spawnMain, startProcess } from './server-process';

jest.setTimeout(60_000);

async function outputOf(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawnMain(args);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (chunk) => (out += String(chunk)));
  child.stderr?.on('data', (chunk) => (err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

describe('the entry for a process of its own', () => {
  const path = mkdtempSync(join(tmpdir(), 'embedded-mongo-main-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));

  it('explains itself', async () => {
    const { code, out } = await outputOf(['--help']);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('--path <dir>') });
  });

  it.each([
    ['without a path', [], '--path'],
    ['with a port that is none', ['--path', 'x', '--port', '70000'], 'a port is 0 to 65535'],
  ])('refuses to start %s', async (_title, args, message) => {
    const { code, err } = await outputOf(args);
    expect(code).not.toBe(0);
    expect(err).toContain(message);
  });

  it('serves until SIGTERM, closes cleanly, and has everything when started again', async () => {
    const first = await startProcess(path);
    const client = await new MongoClient(first.uri).connect();
    await client.db('a').collection('b').createIndex({ n: 1 }, { unique: true });
    await client
      .db('a')
      .collection('b')
      .insertOne({ _id: 1 as never, n: 1 });
    await client.close();
    expect(await first.end('SIGTERM')).toBe(0);
    const second = await startProcess(path);
    const again = await new MongoClient(second.uri).connect();
    expect(await again.db('a').collection('b').find().toArray()).toEqual([{ _id: 1, n: 1 }]);
    await expect(again.db('a').collection('b').insertOne({ n: 1 })).rejects.toMatchObject({ code: 11000 });
    await again.close();
    expect(await second.end('SIGTERM')).toBe(0);
  });

  it('says which port is taken', async () => {
    const server = await startProcess(path);
    const { port } = new URL(server.uri);
    const { code, err } = await outputOf(['--path', join(path, 'other'), '--port', port]);
    expect(code).toBe(1);
    expect(err).toContain('EADDRINUSE');
    await server.end('SIGTERM');
  });
});
