import { connect, headers } from '@nats-io/transport-node';
import { jetstream } from '@nats-io/jetstream';
import type { OfficeHome } from '@oce/office/home';
import { openSecrets } from '@oce/office/secrets';
import { eventually } from '@oce/testing';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { MAIN, OfficeUnderTest, START_MS } from './office-under-test';

/** A message as a server of 2026-11-30 kept it, before events became values. */
interface Kept {
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: string;
}

const kept = (name: string): string =>
  brotliDecompressSync(readFileSync(join(__dirname, 'old-log', name))).toString();
const log = kept('log.ndjson.br')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Kept);
const statements = JSON.parse(kept('statements.json.br')) as Record<string, object>;

/** Sent so many at once, each in its place: what one server kept at a position, the other keeps there too. */
const AT_ONCE = 500;

const CATCH_UP_MS = 400_000;

/** The servers alone, filled with the old log, and stopped again: no service has seen it. */
async function fill(home: OfficeHome, env: NodeJS.ProcessEnv): Promise<void> {
  const infra = spawn(process.execPath, [MAIN, 'infra', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => infra.once('exit', resolve));
  let said = '';
  infra.stdout.on('data', (data: Buffer) => (said += data.toString()));
  const { nats } = await eventually(() => JSON.parse(said) as { nats: string }, { timeoutMs: START_MS });
  const pass = openSecrets(home).nats['admin'];
  const connection = await connect({ servers: nats, user: 'admin', pass });
  const stream = jetstream(connection);
  for (let at = 0; at < log.length; at += AT_ONCE)
    await Promise.all(
      log.slice(at, at + AT_ONCE).map((message) => {
        const made = headers();
        for (const [name, value] of Object.entries(message.headers))
          if (name === 'Oce-Types') made.set(name, value);
        return stream.publish(message.subject, message.data, { headers: made, timeout: 30_000 });
      }),
    );
  await connection.close();
  infra.kill('SIGTERM');
  await ended;
}

describe('a log that was written by the version before events were values', () => {
  let office: OfficeUnderTest;
  beforeAll(async () => {
    office = await OfficeUnderTest.start({ prepare: fill, flags: ['--one-process'] });
    // Every policy does a season's work again.
    await office.ready({ quiet: true, timeoutMs: CATCH_UP_MS });
  }, START_MS + CATCH_UP_MS);
  afterAll(() => office?.stop());

  it('leads to no more than rules of today say of it: every policy of then finds that its work is done', async () => {
    const { stdout } = await office.oce('events', '--json', '--after', String(log.length));
    const said = stdout
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => (JSON.parse(line) as { events: { type: string }[] }).events.map(({ type }) => type));
    // Stations take the raw lots in, and set aside those that were offered.
    const ofGoods = (type: string) => said.filter((one) => one === type).length;
    const before = (type: string) => log.filter(({ data }) => data.includes(`"type":"${type}"`)).length;
    expect(ofGoods('LotMadeAvailable')).toBe(before('LotClosed'));
    expect(ofGoods('LotDrawn')).toBe(before('LotOffered'));
    // Certification holds every lot from its beginning, also those that were sold before there was one.
    for (const type of ['LotTakenUp', 'LotHeld']) expect(ofGoods(type)).toBe(before('LotClosed'));
    const ofLots = new Set(['LotMadeAvailable', 'LotDrawn', 'LotTakenUp', 'LotHeld']);
    const others = said.filter((type) => !ofLots.has(type));
    // An account is told of a departure, and a closed pool of the correction that came to it.
    expect(others.sort()).toEqual(['CorrectionTaken', 'MemberDeparted']);
  });

  it('is audited clean, with its collections', async () => {
    const { code, stdout } = await office.oce('audit', '--json');
    const { clean, findings, collections } = JSON.parse(stdout);
    expect({ code, clean, findings }).toEqual({ code: 0, clean: true, findings: [] });
    expect(collections.length).toBeGreaterThan(30);
  });

  it('gives the same statements, to the centime and to the word', async () => {
    const read: Record<string, unknown> = {};
    for (const code of Object.keys(statements)) {
      const { status, body } = await office.ask('GET', `/api/portal/statements/${code}`, {
        token: office.tokens.admin,
      });
      const { next, ...statement } = body as { next: string | null };
      expect(next).toBeNull();
      read[code] = status === 200 ? statement : { status, body };
    }
    expect(Object.keys(read)).toHaveLength(140);
    // Statements may say more than they did; what they said stands.
    expect(read).toMatchObject(statements);
  });
});
