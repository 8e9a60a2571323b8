import { ProjectionHost } from '@oce/projections';
import { findContexts } from '@oce/contexts';
import { MemoryEventStore } from '@oce/event-store/testing';
import { startTestMongo, type TestMongo } from '@oce/testing';
import { soundSeason } from './season/season';
import { runAudit } from '../src/run-audit';
import { declaredBy, type DeclaredContext } from '../src/collections/declared';
import { PERSONAL_FIELDS } from './season/personal-fields';

describe('the audit of collections', () => {
  let mongo: TestMongo;
  let declared: DeclaredContext[];
  const store = new MemoryEventStore();
  const prefix = 'audit';

  beforeAll(async () => {
    mongo = await startTestMongo();
    declared = await declaredBy(findContexts());
    for (const { position: _position, acceptedAt: _acceptedAt, ref, ...commit } of soundSeason())
      await store.append(ref, (await store.load(ref)).at(-1)?.position ?? 0, commit);
    for (const one of declared) await project(one);
  }, 240_000);
  afterAll(() => mongo.stop());

  /** As the service of a context does, up to the end of the log. */
  async function project({ context, projections }: DeclaredContext): Promise<void> {
    const host = new ProjectionHost({ db: mongo.db(`${prefix}_${context}`), log: store, projections });
    await host.start();
    for (const { name } of projections) await host.waitFor(name, soundSeason().length);
    await host.stop();
  }

  const audit = () => {
    const collections = { mongoUri: mongo.uri, prefix, patienceMs: 1_000, declared };
    return runAudit({
      streams: [{ stream: 'OCE', log: store }],
      personalFields: PERSONAL_FIELDS,
      patienceMs: 0,
      collections,
    });
  };
  const db = (context: string) => mongo.db(`${prefix}_${context}`);

  it('knows the projections of every service', () => {
    expect(declared.map((one) => one.context)).toEqual(findContexts().map((one) => one.name));
    for (const { projections } of declared) expect(projections.length).toBeGreaterThan(1);
  });

  it('finds nothing where every document is what the log makes of it', async () => {
    const report = await audit();
    expect(report.findings).toEqual([]);
    expect(report.collections.find((one) => one.collection === 'deliveries_v2')?.documents).toBe(
      soundSeason().filter(({ events }) => events.some(({ type }) => type === 'DeliveryWeighedIn')).length,
    );
  });

  it('finds a changed field, with its path', async () => {
    const lots = db('collection').collection<{ _id: string; netGrams: number }>('lots_v1');
    await lots.updateOne({ _id: 'L1' }, { $set: { netGrams: 1_500_001 } });
    const { findings } = await audit();
    await lots.updateOne({ _id: 'L1' }, { $set: { netGrams: 1_500_000 } });
    expect(findings).toEqual([
      expect.objectContaining({
        rule: 'collections/differs',
        subject: 'audit_collection.lots_v1/L1',
        about: 'netGrams',
        expected: '1500000',
        found: '1500001',
      }),
    ]);
  });

  it('finds a document that is missing, one too many, and a wrong position', async () => {
    const orders = db('sales').collection<{ _id: string; position: number }>('orders_v4');
    const kept = await orders.findOne({ _id: 'O1' });
    await orders.deleteOne({ _id: 'O1' });
    await orders.insertOne({ _id: 'O99', position: 3 });
    await orders.updateOne({ _id: 'O4' }, { $inc: { position: -1 } });
    const { findings } = await audit();
    if (kept) await orders.insertOne(kept);
    await orders.deleteOne({ _id: 'O99' });
    await orders.updateOne({ _id: 'O4' }, { $inc: { position: 1 } });
    const said = findings.map(({ subject, about }) => `${subject.split('/').at(-1)} ${about}`);
    expect(said.sort()).toEqual(['O1 the document', 'O4 position', 'O99 the document']);
  });

  it('finds a projection that lags, and one that nobody declares', async () => {
    const checkpoints = db('payments').collection<{ _id: string; position: number; collection?: string }>(
      'checkpoints',
    );
    const pools = await checkpoints.findOneAndUpdate({ _id: 'pools' }, { $set: { position: 5 } });
    await checkpoints.insertOne({ _id: 'old_question', position: 5, collection: 'old_question_v1' });
    const { findings } = await audit();
    await checkpoints.deleteOne({ _id: 'old_question' });
    await checkpoints.updateOne({ _id: 'pools' }, { $set: { position: pools?.position ?? 0 } });
    expect(findings.map((one) => one.rule).sort()).toEqual(['collections/behind', 'collections/undeclared']);
    expect((await audit()).findings).toEqual([]);
  });

  it('finds a collection that is not there at all', async () => {
    const checkpoints = db('portal').collection<{ _id: string }>('checkpoints');
    await checkpoints.deleteOne({ _id: 'statements' });
    const { findings } = await audit();
    expect(findings.map((one) => one.rule)).toEqual(['collections/missing']);
  });
});
