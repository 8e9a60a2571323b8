import { freePort } from '@oce/local-servers';
import { eventually } from '@oce/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OfficeHome } from '@oce/office/home';
import { isAlive, readRun, type RunState } from '@oce/office/run-state';
import {
  buildAll,
  environmentFor,
  MAIN,
  oce,
  PATIENCE_MS,
  START_MS,
  type Finished,
} from './office-under-test';

const COMMANDS = [
  'audit',
  'bench',
  'demo',
  'down',
  'events',
  'explain',
  'import',
  'import bank-details',
  'import credits',
  'import gradings',
  'import premiums',
  'import producers',
  'import weigh-tickets',
  'infra',
  'logs',
  'price-chain',
  'rebuild',
  'reset',
  'send',
  'status',
  'test',
  'up',
];
const SERVICES = [
  'access',
  'affiliation',
  'certification',
  'collection',
  'conditioning',
  'gateway',
  'payments',
  'portal',
  'sales',
  'traceability',
  'transport',
];
const NO_OFFICE = /No office is running here/;

describe('the command line', () => {
  let home: OfficeHome;
  let env: NodeJS.ProcessEnv;
  let port: number;
  const run = (...args: string[]): Promise<Finished> => oce(args, env);
  const pidsOf = ({ supervisorPid, nats, mongo, services }: RunState): number[] =>
    [supervisorPid, nats.pid, mongo.pid, ...services.map(({ pid }) => pid)].filter(
      (pid) => pid !== undefined,
    );
  const running = (): RunState => {
    const state = readRun(home);
    if (!state) throw new Error('no office is running');
    return state;
  };

  beforeAll(async () => {
    await buildAll();
    home = new OfficeHome(mkdtempSync(join(tmpdir(), 'oce-cli-')));
    port = await freePort();
    env = environmentFor(home.folder, port);
  }, START_MS);
  afterAll(async () => {
    if (readRun(home)) await run('down');
    rmSync(home.folder, { recursive: true, force: true });
  }, START_MS);

  describe('without an office', () => {
    it('lists its commands, each with a word on what it does', async () => {
      const { code, stdout } = await run('--help');
      expect(code).toBe(0);
      for (const command of COMMANDS.filter((name) => !name.includes(' ')))
        expect(stdout).toMatch(new RegExp(`^  ${command}\\b.* \\w`, 'm'));
      expect(stdout).toContain('./oce demo');
    });

    it.each(COMMANDS)('explains %s with all its options', async (command) => {
      const { code, stdout } = await run(...command.split(' '), '--help');
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: oce ${command}`);
      expect(stdout).toMatch(/^ {2}-h, --help/m);
      // An option without a word on it helps nobody.
      for (const [line] of stdout.matchAll(/^ {2}-.*$/gm)) expect(line).toMatch(/ {2}\S.*$/);
    });

    it.each([
      [['nonsense'], /unknown command 'nonsense'[\s\S]*--help/],
      [['status', '--nonsense'], /unknown option '--nonsense'[\s\S]*--help/],
      [['logs', '-n', 'few'], /whole number[\s\S]*--help/],
      [['events', '--after', '-1'], /whole number/],
      [['send', 'collection', '--over', 'post'], /Allowed choices are http, nats/],
      [['up', '--mongod', 'oracle'], /Allowed choices are auto, embedded, download/],
      [['explain'], /missing required argument 'transfer'/],
      [['import', 'nonsense'], /unknown command 'nonsense'/],
    ])('refuses %j with a hint and a status that is not 0', async (args, words) => {
      const { code, stdout, stderr } = await run(...args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(words);
    });

    it.each([
      [['events'], NO_OFFICE, 1],
      [['rebuild'], NO_OFFICE, 1],
      [['explain', 'T-1'], NO_OFFICE, 1],
      [['price-chain', 'LOT-1'], NO_OFFICE, 1],
      [['audit'], NO_OFFICE, 3],
      [['logs'], /There are no logs yet/, 1],
      [['import', 'weigh-tickets', 'nowhere.csv'], /No office is running here|There is no file/, 1],
      [['import', 'weigh-tickets', 'nowhere.csv', '--over', 'nats'], NO_OFFICE, 1],
      [['send', 'collection'], NO_OFFICE, 1],
    ])('says what is missing for %j, and what to do', async (args, words, status) => {
      const { code, stderr } = await run(...args);
      expect({ code, stderr }).toEqual({ code: status, stderr: expect.stringMatching(words) });
      expect(stderr).not.toMatch(/^\s+at /m);
    });

    it('says without an office what it understands of a file, with status 3 where lines are refused', async () => {
      const file = join(home.folder, 'credits.csv');
      const good = 'N° crédit;Producteur;Date;Objet;Montant\nCR-1;P-1;13/10/2026;Caisses;150,50\n';
      writeFileSync(file, good);
      const { code, stdout } = await run('import', 'credits', file, '--check');
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('« 13/10/2026 »') });
      writeFileSync(file, `${good}CR-2;P-1;32/10/2026;Caisses;1\n`);
      const checked = await run('import', 'credits', file, '--check', '--json');
      expect({ code: checked.code, refused: JSON.parse(checked.stdout).refused }).toEqual({
        code: 3,
        refused: 1,
      });
      writeFileSync(file, `${good}CR-2;P-1;10/14/2026;Caisses;1\n`);
      expect(await run('import', 'credits', file, '--check')).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('[date_order]'),
      });
    });

    it('tells with status 3 that nothing runs, and stops and deletes nothing', async () => {
      expect(await run('status')).toMatchObject({ code: 3, stdout: expect.stringMatching(NO_OFFICE) });
      const { code, stdout } = await run('status', '--json');
      expect({ code, said: JSON.parse(stdout) }).toEqual({ code: 3, said: { running: false } });
      expect(await run('down')).toMatchObject({ code: 0, stdout: expect.stringMatching(NO_OFFICE) });
    });

    it('says where the public port is taken, and how to choose another', async () => {
      const stranger = createServer();
      await new Promise<void>((resolve) => stranger.listen(port, resolve));
      try {
        for (const how of [['up'], ['up', '--detach']]) {
          const { code, stderr } = await run(...how);
          expect({ code, stderr }).toEqual({
            code: 1,
            stderr: expect.stringContaining(
              `Port ${port} is taken by another program. Choose another: OCE_PORT=`,
            ),
          });
        }
      } finally {
        stranger.close();
      }
      const { code, stderr } = await oce(['up', '--detach'], { ...env, OCE_PORT: 'eighty' });
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: 'OCE_PORT takes a port from 1 to 65535, not "eighty".\n',
      });
    });
  });

  describe('with an office', () => {
    it(
      'starts it in the background, once, and says that it runs',
      async () => {
        const both = await Promise.all([run('up', '--detach'), run('up', '--detach')]);
        expect(both.map(({ code }) => code).sort()).toContain(0);
        for (const { code, stdout, stderr } of both) {
          if (code === 0) expect(stdout).toContain(`http://localhost:${port}`);
          else expect(stderr).toMatch(/in the hands of process|is taken by another program/);
        }
        const again = await run('up', '--detach');
        expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('is running already') });
        const { stdout } = await run('up', '--json');
        expect(JSON.parse(stdout)).toMatchObject({ ready: true, publicUrl: `http://localhost:${port}` });
      },
      2 * START_MS,
    );

    it(
      'tells with status 0 who runs and is well',
      async () => {
        await eventually(
          async () => {
            const { code, stdout } = await run('status');
            expect({ code, stdout }).toEqual({ code: 0, stdout: expect.not.stringContaining('NOT READY') });
            for (const service of SERVICES) expect(stdout).toMatch(new RegExp(`^${service} +ready`, 'm'));
          },
          { timeoutMs: PATIENCE_MS },
        );
        const said = JSON.parse((await run('status', '--json')).stdout);
        expect(said).toMatchObject({ running: true, ready: true, supervisorPid: running().supervisorPid });
        expect(said.services.map(({ name }: { name: string }) => name).sort()).toEqual(SERVICES);
      },
      PATIENCE_MS,
    );

    it('takes a file in, refuses lines beside it, and says the same the second time', async () => {
      const file = join(home.folder, 'tickets.csv');
      writeFileSync(file, 'Bascule;N° de ticket\nTM-1;T-1\n');
      const { code, stderr } = await run('import', 'weigh-tickets', file);
      expect(code).toBe(1);
      expect(stderr).toMatch(/header|en-tête|column|colonne/i);
      expect(await run('import', 'weigh-tickets', 'nowhere.csv')).toMatchObject({
        code: 1,
        stderr: 'There is no file nowhere.csv.\n',
      });
    });

    it(
      'reads the log: a commit a line as JSON, filtered by subject, type, position and count',
      async () => {
        await threeProducts();
        const all = linesOf(await run('events', '--json')).map((line) => JSON.parse(line));
        expect(all.length).toBeGreaterThanOrEqual(3);
        const positions = all.map(({ position }) => position);
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
        const subject = ['--subject', 'evt.affiliation.product.OLIVE-2'];
        const one = linesOf(await run('events', '--json', ...subject)).map((line) => JSON.parse(line));
        expect(one.map(({ ref }) => ref.id)).toEqual(['OLIVE-2']);
        const typed = linesOf(await run('events', '--json', '--type', 'ProductListed'));
        expect(typed).toHaveLength(3);
        expect(linesOf(await run('events', '--json', '--limit', '2'))).toHaveLength(2);
        expect(linesOf(await run('events', '--json', '--after', String(positions.at(-2))))).toHaveLength(1);
        expect((await run('events', '--type', 'Nonsense')).stdout).toBe('');
        expect((await run('events')).stdout).toMatch(/ProductListed {2}\{/);
      },
      PATIENCE_MS,
    );

    it(
      'follows the log until Ctrl-C',
      async () => {
        const { child, said } = follow('events', '--follow', '--json');
        await eventually(() => expect(said().split('\n').length).toBeGreaterThan(3), {
          timeoutMs: PATIENCE_MS,
        });
        child.kill('SIGINT');
        expect(await ended(child)).toBe(0);
      },
      PATIENCE_MS,
    );

    it(
      'shows the last lines of one log or of all, and follows them',
      async () => {
        expect(linesOf(await run('logs', 'supervisor', '-n', '2'))).toHaveLength(2);
        const all = await run('logs', '-n', '1');
        expect(all.stdout).toMatch(/^supervisor: /m);
        expect(await run('logs', 'nonsense')).toMatchObject({
          code: 1,
          stderr: expect.stringMatching(/no log of nonsense\. There are: .*supervisor/),
        });
        const { child, said } = follow('logs', 'supervisor', '--follow', '-n', '0');
        const { pid = 0 } = running().services.find(({ name }) => name === 'sales') ?? {};
        // Before anything is to be seen, it must be looking.
        await eventually(
          () => {
            if (isAlive(pid)) process.kill(pid, 'SIGKILL');
            expect(said()).toContain('sales was ended by SIGKILL; starting it again');
          },
          { timeoutMs: PATIENCE_MS, everyMs: 500 },
        );
        child.kill('SIGINT');
        await ended(child);
      },
      PATIENCE_MS,
    );

    it(
      'says in the log of the supervisor that a crashed service is back, and counts it',
      async () => {
        await eventually(
          async () => {
            expect(readFileSync(home.path('logs', 'supervisor.log'), 'utf8')).toContain('sales is back');
            const { code, stdout } = await run('status');
            expect({ code, stdout }).toEqual({
              code: 0,
              stdout: expect.stringMatching(/^sales +ready +process \d+ +restarts 1 /m),
            });
          },
          { timeoutMs: PATIENCE_MS, everyMs: 500 },
        );
      },
      PATIENCE_MS,
    );

    it(
      'rebuilds one projection, those of one service, or says which there are',
      async () => {
        const one = await run('rebuild', 'affiliation', 'products', '--json');
        expect({ code: one.code, said: JSON.parse(one.stdout) }).toEqual({
          code: 0,
          said: [expect.objectContaining({ done: true, collection: expect.stringContaining('products') })],
        });
        const all = await run('rebuild', 'affiliation');
        expect(all).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+ projections rebuilt\.$/m) });
        expect((await run('rebuild', 'nonsense')).stderr).toMatch(/no service nonsense\. There are: access/);
        expect((await run('rebuild', 'affiliation', 'nonsense')).stderr).toMatch(/It has: .*products/);
      },
      PATIENCE_MS,
    );

    it('explains no transfer that there is not, without a stack of calls', async () => {
      const { code, stderr } = await run('explain', 'VIR-NONE');
      expect(code).toBe(1);
      expect(stderr).toMatch(/404/);
      expect(stderr).not.toMatch(/^\s+at /m);
    });

    it(
      'proves that the log balances',
      async () => {
        const { code, stdout } = await run('audit', '--json');
        expect({ code, findings: JSON.parse(stdout).findings }).toEqual({ code: 0, findings: [] });
      },
      PATIENCE_MS,
    );

    it.each([
      ['--help'],
      ['status'],
      ['status', '--json'],
      ['logs', '-n', '1000'],
      ['events'],
      ['events', '--json', '--follow'],
      ['audit', '--json'],
    ])(
      'ends in peace where nobody reads on: %s %s %s',
      async (...args) => {
        const child = spawn(process.execPath, [MAIN, ...args.filter(Boolean)], {
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        child.stdout.destroy();
        let stderr = '';
        child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
        expect(await ended(child)).toBe(0);
        expect(stderr).not.toMatch(/EPIPE|^\s+at /m);
      },
      PATIENCE_MS,
    );

    it('deletes nothing without being told to, where there is no terminal to ask on', async () => {
      const { code, stderr } = await run('reset');
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/terminal[\s\S]*--yes/) });
      expect(running().ready).toBe(true);
    });

    it(
      'stops everything, and keeps the data for the next start, in one process if need be',
      async () => {
        const pids = pidsOf(running());
        expect(pids).toHaveLength(SERVICES.length + 3);
        expect(await run('down')).toMatchObject({ code: 0, stdout: expect.stringContaining('has stopped') });
        expect(pids.filter(isAlive)).toEqual([]);
        expect((await run('status')).code).toBe(3);
        expect(await run('up', '--detach', '--one-process')).toMatchObject({ code: 0 });
        expect(linesOf(await run('events', '--json', '--type', 'ProductListed'))).toHaveLength(3);
        expect(await run('status')).toMatchObject({ stdout: expect.stringContaining('one process') });
      },
      START_MS,
    );

    it(
      'starts again after its supervisor was killed, and never twice on the same files',
      async () => {
        const before = running();
        process.kill(before.supervisorPid, 'SIGKILL');
        await eventually(() => expect(readRun(home)).toBeUndefined());
        expect(await run('up', '--detach', '--one-process')).toMatchObject({ code: 0 });
        expect(pidsOf(before).filter(isAlive)).toEqual([]);
        const after = pidsOf(running());
        expect(linesOf(await run('events', '--json', '--type', 'ProductListed'))).toHaveLength(3);
        expect(await run('reset', '--yes')).toMatchObject({
          code: 0,
          stdout: expect.stringContaining('Deleted'),
        });
        expect(after.filter(isAlive)).toEqual([]);
        expect(await run('reset', '--yes')).toMatchObject({ stdout: 'There is nothing to delete here.\n' });
      },
      START_MS,
    );
  });

  const linesOf = ({ stdout }: Finished): string[] => stdout.split('\n').filter((line) => line !== '');

  /** A command that goes on by itself, with what it has said so far. */
  function follow(...args: string[]): { child: ChildProcess; said: () => string } {
    const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (data: Buffer) => (text += data.toString()));
    return { child, said: () => text };
  }

  const ended = (child: ChildProcess): Promise<number | null> =>
    child.exitCode !== null
      ? Promise.resolve(child.exitCode)
      : new Promise((resolve) => child.once('exit', (code) => resolve(code)));

  async function threeProducts(): Promise<void> {
    const { bootstrapSecret } = home.readJson<{ bootstrapSecret: string }>('secrets.json') ?? {};
    const post = async (path: string, body: object, token = '') => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const response = await fetch(`http://127.0.0.1:${port}/api/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      expect(response.status).toBeLessThan(300);
      return (await response.json()) as { token: string };
    };
    const { token } = await post('access/token', { grant: 'bootstrap', secret: bootstrapSecret });
    for (const number of [1, 2, 3]) {
      const gtin = ['06119990001011', '06119990002018', '06119990003015'][number - 1];
      const grades = [{ grade: 'extra', name: 'Extra' }];
      const product = { productId: `OLIVE-${number}`, name: 'Olives', gtin, unit: 'kg', grades };
      await post('affiliation/products', product, token);
    }
  }
});
