import { MongoClient } from 'mongodb';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findMongod, type MongoMode, type ResolvedMongo, resolveMongo } from './mongo';
import { fakeProgram, fakeVersion, temporaryFolder } from '../test/support';

const execute = promisify(execFile);
const REPOSITORY = join(__dirname, '../../..');

/** A mongod that answers nothing: it notes its arguments, says what the real one says and holds its port. */
const fakeMongod = (notes: string) => `
const [argument] = process.argv.slice(2);
if (argument === '--version') { console.log('db version v8.0.4\\nBuild Info: {}'); process.exit(0); }
require('node:fs').writeFileSync(${JSON.stringify(notes)}, JSON.stringify(process.argv.slice(2)));
const port = Number(process.argv[process.argv.indexOf('--port') + 1]);
require('node:net').createServer().listen(port, '127.0.0.1', () =>
  console.log(JSON.stringify({ c: 'NETWORK', msg: 'Waiting for connections' })));
process.on('SIGTERM', () => process.exit(0));
`;

describe('the document database', () => {
  const root = temporaryFolder();
  const env: NodeJS.ProcessEnv = { PATH: ['old', 'bin'].map((name) => join(root, name)).join(':') };
  const started: ResolvedMongo[] = [];
  const resolve = async (mode: MongoMode, environment: NodeJS.ProcessEnv, folder = 'data', port?: number) => {
    const [path, cacheDir] = [join(root, folder), join(root, 'cache')];
    const resolved = await resolveMongo({ mode, folder: path, port, cacheDir, env: environment });
    started.push(resolved);
    return resolved;
  };
  afterEach(async () => {
    for (const resolved of started.splice(0)) await resolved.stop();
  });

  beforeAll(async () => {
    // The embedded server runs as a program of its own, so it must be built; a matter of moments where it is.
    const [tsc, project] = ['node_modules/tsc7/bin/tsc', 'tools/embedded-mongo'].map((path) =>
      join(REPOSITORY, path),
    );
    await execute(process.execPath, [tsc as string, '-b', project as string]);
    for (const name of ['old', 'bin']) mkdirSync(join(root, name));
    await fakeVersion(join(root, 'old/mongod'), 'db version v4.2.24');
    await fakeProgram(join(root, 'bin/mongod'), fakeMongod(join(root, 'arguments.json')));
  });

  it.each<MongoMode>(['auto', 'download', 'embedded'])(
    'is the given one where MONGODB_URI is set, in mode %s',
    async (mode) => {
      const resolved = await resolve(mode, { ...env, MONGODB_URI: 'mongodb://db.example' });
      expect(resolved).toMatchObject({ uri: 'mongodb://db.example', kind: 'given' });
      expect(resolved.server).toBeUndefined();
      await resolved.stop();
    },
  );

  it.each<MongoMode>(['auto', 'download'])(
    'is the mongod on PATH in mode %s, with our port and folder, past one that is too old',
    async (mode) => {
      const resolved = await resolve(mode, env);
      const { port } = resolved.server ?? {};
      expect(resolved).toMatchObject({ kind: 'mongod', uri: `mongodb://127.0.0.1:${port}` });
      expect(JSON.parse(readFileSync(join(root, 'arguments.json'), 'utf8'))).toEqual([
        '--dbpath',
        join(root, 'data/mongod'),
        '--port',
        String(port),
        '--bind_ip',
        '127.0.0.1',
      ]);
      await resolved.stop();
      expect(await resolved.server?.exited).toMatchObject({ code: 0 });
    },
  );

  it('names a mongod that is too old', async () => {
    const told: string[] = [];
    expect(await findMongod({ PATH: join(root, 'old') }, (line) => told.push(line))).toBeUndefined();
    expect(told).toEqual([`${join(root, 'old/mongod')} is version 4.2.24, 4.4 or later is needed`]);
  });

  it('says what mongod said where it does not start', async () => {
    mkdirSync(join(root, 'failing'));
    const says = `if (process.argv[2] === '--version') console.log('db version v8.0.4');
      else { console.log('Data directory is locked'); process.exit(100); }`;
    await fakeProgram(join(root, 'failing/mongod'), says);
    await expect(resolve('auto', { PATH: join(root, 'failing') })).rejects.toThrow(
      'mongod ended at once (code 100); it said:\nData directory is locked',
    );
  });

  it.each([
    ['auto', { PATH: '' }],
    ['embedded', env],
  ] as const)(
    'is the embedded server in mode %s, and keeps what it acknowledged through a kill',
    async (mode, environment) => {
      const first = await resolve(mode, environment, mode);
      expect(first.kind).toBe('embedded');
      const client = await MongoClient.connect(first.uri);
      await client.db('d').collection('c').insertOne({ n: 1 });
      await first.server?.kill();
      await client.close();
      const second = await resolve(mode, environment, mode, first.server?.port);
      expect(second.uri).toBe(first.uri);
      const again = await MongoClient.connect(second.uri);
      expect(await again.db('d').collection('c').countDocuments()).toBe(1);
      await again.close();
      await second.stop();
      expect(await second.server?.exited).toMatchObject({ code: 0 });
    },
  );
});
