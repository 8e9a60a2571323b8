import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { findNatsServer, NATS_VERSION, NoNatsServer } from './nats-binary';
import { freePort } from './ports';
import { fakeVersion, temporaryFolder } from '../test/support';

const RELEASE = `nats-server-v${NATS_VERSION}-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;

/** A stand-in for the page of official releases. */
class Releases {
  readonly asked: string[] = [];
  readonly files = new Map<string, Buffer | string>();
  private readonly server: Server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    this.asked.push(name);
    const file = this.files.get(name);
    response.writeHead(file === undefined ? 404 : 200).end(file);
  });

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close = () => this.server.close();

  /** Offers an archive with a server that says it is of that version. */
  async offer(folder: string, version: string, sum?: string): Promise<void> {
    const content = join(folder, `release-${version}`, RELEASE);
    mkdirSync(content, { recursive: true });
    await fakeVersion(join(content, 'nats-server'), `nats-server: v${version}`);
    chmodSync(join(content, 'nats-server'), 0o644);
    const archive = execFileSync('tar', ['-cz', '-C', join(content, '..'), RELEASE]);
    this.files.set(`${RELEASE}.tar.gz`, archive);
    const right = createHash('sha256').update(archive).digest('hex');
    this.files.set('SHA256SUMS', `0000  other.tar.gz\n${sum ?? right}  ${RELEASE}.tar.gz\n`);
  }
}

describe('a nats-server', () => {
  const root = temporaryFolder();
  let folder: string;
  let releases: Releases;
  let env: NodeJS.ProcessEnv;
  let count = 0;
  const find = (onProgress?: (line: string) => void) =>
    findNatsServer({ cacheDir: join(folder, 'cache'), env, onProgress });
  const failure = async (): Promise<NoNatsServer> => {
    const error = await find().then(
      (found) => new Error(`found ${found}`),
      (reason: unknown) => reason,
    );
    if (!(error instanceof NoNatsServer)) throw error;
    return error;
  };
  const onPath = async (name: string, says: string) => {
    mkdirSync(join(folder, name));
    await fakeVersion(join(folder, name, 'nats-server'), says);
    return join(folder, name, 'nats-server');
  };

  beforeEach(async () => {
    folder = join(root, String(count++));
    mkdirSync(join(folder, 'tools'), { recursive: true });
    // PATH has tar and no apt-get: Debian's way is closed, on whatever machine this runs.
    for (const tool of ['tar', 'gzip']) {
      const real = execFileSync('sh', ['-c', `command -v ${tool}`])
        .toString()
        .trim();
      symlinkSync(real, join(folder, 'tools', tool));
    }
    releases = new Releases();
    env = {
      OCE_NATS_RELEASES: await releases.open(),
      PATH: ['old', 'broken', 'new', 'tools'].map((name) => join(folder, name)).join(':'),
    };
  });
  afterEach(() => releases.close());

  it('is taken from PATH, past one that is too old and one that does not run', async () => {
    await onPath('old', 'nats-server: v2.9.10');
    await onPath('broken', 'no version here');
    const fit = await onPath('new', 'nats-server: v2.12.0');
    expect(await find()).toBe(fit);
    expect(releases.asked).toEqual([]);
  });

  it('is taken from the cache where PATH has none', async () => {
    await onPath('old', 'nats-server: v2.9.10');
    mkdirSync(join(folder, 'cache'));
    const cached = join(folder, 'cache', `nats-server-${NATS_VERSION}`);
    await fakeVersion(cached, `nats-server: v${NATS_VERSION}`);
    expect(await find()).toBe(cached);
    expect(releases.asked).toEqual([]);
  });

  it('is fetched from the official release once, and from the cache from then on', async () => {
    await releases.offer(folder, NATS_VERSION);
    const told: string[] = [];
    const found = await find((line) => told.push(line));
    expect(found).toBe(join(folder, 'cache', `nats-server-${NATS_VERSION}`));
    expect(readFileSync(found, 'utf8')).toContain(NATS_VERSION);
    expect(told).toContain('fetching nats-server from the official release');
    expect(releases.asked).toEqual(['SHA256SUMS', `${RELEASE}.tar.gz`]);
    expect(await find()).toBe(found);
    expect(releases.asked).toHaveLength(2);
    expect(readdirSync(join(folder, 'cache'))).toHaveLength(1);
  });

  it('is one for all that fetch it at once', async () => {
    await releases.offer(folder, NATS_VERSION);
    const found = await Promise.all([find(), find(), find()]);
    expect(new Set(found).size).toBe(1);
    expect(readdirSync(join(folder, 'cache'))).toHaveLength(1);
  });

  it.each([
    ['differs from the list', '00'.repeat(32), `its list says ${'00'.repeat(32)}`],
    ['is in capitals or cut short in the list', 'ABC', 'its list says ABC'],
  ])('is refused where its SHA-256 %s, and nothing is kept', async (_, sum, reason) => {
    await releases.offer(folder, NATS_VERSION, sum);
    expect((await failure()).message).toContain(reason);
    expect(readdirSync(join(folder, 'cache'))).toEqual([]);
  });

  it('is refused where the list does not name it', async () => {
    await releases.offer(folder, NATS_VERSION);
    releases.files.set('SHA256SUMS', `${'00'.repeat(32)}  mirror-of-${RELEASE}.tar.gz\n`);
    expect((await failure()).message).toContain('its list says nothing');
  });

  it('is refused where what was fetched is too old', async () => {
    await releases.offer(folder, '2.10.27');
    expect((await failure()).tried).toContain('the official release: what was fetched is 2.10.27');
    expect(existsSync(join(folder, 'cache', `nats-server-${NATS_VERSION}`))).toBe(false);
  });

  it('is missed with a list of all that was tried and three ways out', async () => {
    const old = await onPath('old', 'nats-server: v2.9.10');
    const broken = await onPath('broken', 'no version here');
    const error = await failure();
    expect(error.tried).toEqual([
      `${old} is version 2.9.10`,
      `${broken} is version unknown`,
      expect.stringContaining("Debian's package: spawn apt-get ENOENT"),
      expect.stringMatching(/^the official release: .*SHA256SUMS answered 404$/),
    ]);
    for (const line of error.tried) expect(error.message).toContain(line);
    expect(error.message).toMatch(/set NATS_URL.*put a nats-server on PATH.*let this machine reach/);
  });

  it('is missed with the cause where the releases cannot be reached', async () => {
    env['OCE_NATS_RELEASES'] = `http://127.0.0.1:${await freePort()}`;
    expect((await failure()).message).toContain('ECONNREFUSED');
  });
});
