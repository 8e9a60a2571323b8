import { checkoutRoot } from '@oce/contexts';
import { eventually } from '@oce/testing';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll, OfficeUnderTest, START_MS } from './office-under-test';

const CONTEXT = 'orchard';
const STREAM = 'ORCHARD';
/** A build of what has changed, on a machine with other work. */
const BUILD_MS = 300_000;

/** Packages of the workspace, which a scratch checkout has copies of. */
const GROUPS = ['libs', 'services', 'tools'];
const FILES = ['package.json', 'tsconfig.base.json', 'nx.json', 'docker-compose.yml', 'deploy', 'oce'];
const JEST = ['jest.preset.cjs', 'jest.setup.cjs', 'jest.config.cjs'];

/** A copy of this checkout, built, with packages from elsewhere linked and its own in their place. */
function scratchCheckout(): string {
  const root = mkdtempSync(join(tmpdir(), 'oce-scratch-'));
  const from = checkoutRoot();
  for (const name of [...GROUPS, ...FILES, ...JEST])
    cpSync(join(from, name), join(root, name), { recursive: true, preserveTimestamps: true });
  const modules = join(root, 'node_modules');
  mkdirSync(join(modules, '@oce'), { recursive: true });
  for (const name of readdirSync(join(from, 'node_modules')))
    if (name !== '@oce') symlinkSync(join(from, 'node_modules', name), join(modules, name));
  for (const group of ['libs', 'tools'])
    for (const name of readdirSync(join(root, group)))
      symlinkSync(join('../..', group, name), join(modules, '@oce', name));
  return root;
}

const node = (root: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`);
  return stdout;
};
const oce = (root: string, ...args: string[]) => node(root, 'tools/cli/dist/src/main.js', ...args);
const compile = (root: string, project: string) => node(root, 'node_modules/tsc7/bin/tsc', '-b', project);
const generated = (root: string) =>
  ['docker-compose.yml', 'deploy/nats/nats.conf', 'deploy/example.env'].map((file) =>
    readFileSync(join(root, file), 'utf8'),
  );

describe('a context whose folder is there', () => {
  let root: string;

  beforeAll(async () => {
    await buildAll();
    root = scratchCheckout();
    oce(root, 'new', 'context', CONTEXT, '--stream', STREAM);
    compile(root, `services/${CONTEXT}`);
    oce(root, 'generate');
    compile(root, 'tools/cli');
  }, BUILD_MS);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it(
    'has a first spec that passes',
    () => {
      execFileSync(
        process.execPath,
        ['node_modules/jest/bin/jest.js', '--selectProjects', `services/${CONTEXT}`],
        { cwd: root, stdio: 'pipe' },
      );
    },
    BUILD_MS,
  );

  it('is in what is deployed: the compose file, the rights of the log and the example environment', () => {
    const [compose, nats, environment] = generated(root);
    expect(compose).toContain(`command: ['services/${CONTEXT}']`);
    expect(compose).toContain(`OCE_UPSTREAM_${STREAM}: http://${CONTEXT}:8080`);
    expect(nats).toMatch(new RegExp(`user: "${CONTEXT}".*evt\\.${CONTEXT}\\.>.*STREAM\\.INFO\\.${STREAM}"`));
    expect(nats).not.toMatch(new RegExp(`user: "sales".*STREAM\\.INFO\\.${STREAM}"`));
    expect(environment).toMatch(/^OCE_NATS_ORCHARD=$/m);
  });

  it.each([
    ['a process of its own', []],
    ['one process with the others', ['--one-process']],
  ])(
    'starts in %s, answers through the gateway, projects, reacts and is audited',
    async (_how, flags) => {
      const office = await OfficeUnderTest.start({ checkout: root, flags });
      try {
        const token = await office.tokens.sign('staff:amal', `${CONTEXT}:write ${CONTEXT}:read attention`);
        const item = {
          itemId: 'ITEM-1',
          title: 'The first',
          personId: 'PERSON-1',
          contact: 'Name of somebody',
        };
        const accepted = await office.ask('POST', `/api/${CONTEXT}/items`, { token, body: item });
        expect(accepted).toMatchObject({ status: 201 });
        const { itemId, title } = item;
        await eventually(async () => {
          const { body } = await office.ask('GET', `/api/${CONTEXT}/items/${itemId}`, { token });
          expect(body).toEqual({ itemId, title, isAcknowledged: true });
        });
        expect(await office.ask('GET', `/api/${CONTEXT}/attention`, { token })).toMatchObject({
          status: 200,
        });
        const { stdout, code } = await office.oce('audit', '--json');
        const report = JSON.parse(stdout);
        expect({ code, findings: report.findings }).toEqual({ code: 0, findings: [] });
        expect(report.positions).toMatchObject({ [STREAM]: 2 });
        const compared = report.collections.map((one: object) => JSON.stringify(one));
        expect(compared).toContainEqual(expect.stringMatching(new RegExp(`${CONTEXT}.*items`)));
        const log = await office.oce('events', '--stream', STREAM, '--json');
        expect(log.stdout).not.toContain('Name of somebody');
        expect(log.stdout).toContain('enc:1:PERSON-1:');
      } finally {
        await office.stop();
      }
    },
    START_MS,
  );

  it(
    'is gone with its folder',
    async () => {
      rmSync(join(root, 'services', CONTEXT), { recursive: true });
      oce(root, 'generate');
      for (const text of generated(root)) expect(text).not.toMatch(new RegExp(CONTEXT, 'i'));
      const office = await OfficeUnderTest.start({ checkout: root });
      try {
        expect(await office.ask('GET', `/api/${CONTEXT}/items`)).toMatchObject({ status: 404 });
        expect((await office.oce('status')).stdout).not.toContain(CONTEXT);
      } finally {
        await office.stop();
      }
    },
    START_MS,
  );
});
