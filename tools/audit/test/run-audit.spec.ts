import { MemoryEventStore } from '@oce/event-store/testing';
import type { Commit, RecordedCommit } from '@oce/event-sourcing';
import { Planter } from './season/planter';
import { PERSONAL_FIELDS } from './season/personal-fields';
import { soundSeason } from './season/season';
import { runAudit } from '../src/run-audit';

async function write(store: MemoryEventStore, commits: readonly RecordedCommit[]): Promise<void> {
  for (const { position: _position, acceptedAt: _acceptedAt, ref, ...commit } of commits) {
    const last = (await store.load(ref)).at(-1)?.position ?? 0;
    await store.append(ref, last, commit);
  }
}

const audit = (log: MemoryEventStore, patienceMs = 0) =>
  runAudit({ streams: [{ stream: 'OCE', log }], personalFields: PERSONAL_FIELDS, patienceMs });

describe('an audit of a whole log', () => {
  it('of a sound season is clean, and says what it looked at', async () => {
    const store = new MemoryEventStore();
    await write(store, soundSeason());
    const report = await audit(store);
    expect(report).toMatchObject({ clean: true, findingsInAll: 0, positions: { OCE: soundSeason().length } });
    expect(report.sections.every((section) => section.events > 0 && section.findings === 0)).toBe(true);
  });

  it('ends with a ledger of zero and a mass balance', async () => {
    const store = new MemoryEventStore();
    await write(store, soundSeason());
    const { tables } = await audit(store);
    const ledger = tables.find((table) => table.name === 'ledger')?.rows.at(-1);
    expect(ledger?.map((cell) => String(cell).trim())).toEqual(['all', expect.any(String), '0.00']);
    const mass = tables.find((table) => table.name === 'mass')?.rows.find(([campaign]) => campaign === 'C26');
    const grams = mass?.slice(1).map((cell) => Number(cell)) ?? [];
    // 8,033 kg are in lots, the reversed kilograms among them; what stands for these is in none, nor are late goods.
    expect(grams).toEqual([10_433, 8_033, 0, 2_400, 0, 0, 0]);
  });

  it('waits for what the log has promised', async () => {
    const season = soundSeason();
    const store = new MemoryEventStore();
    await write(store, season.slice(0, -1));
    const report = audit(store, 10_000);
    await write(store, season.slice(-1));
    expect((await report).clean).toBe(true);
  });

  it('does not wait for ever: what has not come is a finding', async () => {
    const store = new MemoryEventStore();
    await write(store, soundSeason().slice(0, -1));
    const { clean, findings } = await audit(store);
    expect(clean).toBe(false);
    expect(findings.map((one) => one.rule)).toEqual(['accounts/no-purchase']);
  });

  it('leaves to clerks what they have been told of', async () => {
    const log = new Planter();
    const position = log.drop('FinalSharePosted', 1, 'PoolClosed', 0);
    const reaction = { aggregate: 'account', id: 'P2', type: 'PostFinalShare', data: {} };
    const about = {
      policy: 'post-final-shares',
      reason: 'no_schedule',
      detail: '',
      subject: '',
      position,
      reaction,
    };
    log.add('AdvancePosted', 1, 'AttentionRaised', about);
    const commit = log.commits.at(-1);
    if (commit)
      Object.assign(commit, { ref: { context: 'payments', aggregate: 'attention', id: 'a' }, version: 1 });
    const store = new MemoryEventStore();
    await write(store, log.commits as RecordedCommit[]);
    const report = await audit(store);
    expect(report.leftToClerks).toBe(1);
    expect(report.findings.map((one) => one.rule)).not.toContain('pools/not-posted');
  });

  it('takes a matter of a clerk that was tried again later for mended', async () => {
    const log = new Planter();
    const position = log.where('DeliveryTakenIntoLot', 4);
    const reaction = { aggregate: 'lot', id: 'LT', type: 'AddToLot', data: {} };
    const about = { policy: 'fill-lot', reason: 'lot_closed', detail: '', subject: '', position, reaction };
    const raised = log.addAt(position, 'DeliveryTakenIntoLot', 4, 'AttentionRaised', about);
    const ref = { context: 'collection', aggregate: 'attention', id: 'a' };
    Object.assign(log.commits[raised - 1] ?? {}, { ref });
    const store = new MemoryEventStore();
    await write(store, log.commits as RecordedCommit[]);
    const report = await audit(store);
    expect(report.leftToClerks).toBe(1);
    expect(report.findings.filter(({ rule }) => rule.startsWith('mass/'))).toEqual([]);
  });

  it('names position, subject, rule, what was expected and what was found', async () => {
    const log = new Planter();
    const position = log.edit('DeliveryWeighedIn', 4, (data) => (data.netGrams += 1));
    const store = new MemoryEventStore();
    await write(store, log.commits as RecordedCommit[]);
    const { findings } = await audit(store);
    expect(findings).toEqual([
      {
        position,
        subject: 'evt.collection.delivery.E8',
        rule: 'deliveries/net',
        about: 'net = gross - tare - containers, in grams',
        expected: '30000',
        found: '30001',
      },
    ]);
  });

  it.each([
    ['an event is not an object', [null]],
    ['DeliveryLost has no data', [{ type: 'DeliveryLost', v: 1, data: null }]],
    ['an event has no type', [{ v: 1, data: {} }]],
  ])('names a commit that cannot be read (%s), and reads on', async (fault, events) => {
    const store = new MemoryEventStore();
    await write(store, soundSeason());
    const position = soundSeason().length + 1;
    const ids = { commitId: 'c', commandId: 'k', commandHash: 'h', actor: 'a', correlationId: 'r' };
    const stray: unknown = { ...ids, at: '2026-10-01T08:00:00.000Z', version: 1, events };
    const ref = { context: 'collection', aggregate: 'delivery', id: 'STRAY' };
    await store.append(ref, 0, stray as Commit);
    const { findings, positions } = await audit(store);
    expect(positions).toEqual({ OCE: position });
    expect(findings).toEqual([
      expect.objectContaining({ rule: 'commits/unreadable', position, found: fault }),
    ]);
  });
});
