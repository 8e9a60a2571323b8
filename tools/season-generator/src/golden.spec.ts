import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { readSeason, seasonFiles, writeSeason } from './index';
import { withAccount } from './office-files';
import { makeSeason } from './season';

/** The seed of the committed season. */
const SEED = 2026;
const COMMITTED = resolve(__dirname, '../../../demo/season');

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  return paths.map((path) => path.replaceAll(sep, '/')).sort();
}

describe('the season in demo/season', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'season-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('is what the generator writes with the committed seed, byte for byte', async () => {
    await writeSeason(SEED, folder);
    const paths = await filesIn(folder);
    expect(await filesIn(COMMITTED)).toEqual(paths);
    for (const path of paths) {
      const [written, committed] = await Promise.all([
        readFile(join(folder, path)),
        readFile(join(COMMITTED, path)),
      ]);
      if (!written.equals(committed))
        throw new Error(`${path} differs: run the generator with --seed ${SEED}`);
    }
  });

  it('is drawn without clock and chance', () => {
    const clock = jest.spyOn(Date, 'now');
    const chance = jest.spyOn(Math, 'random');
    const files = seasonFiles(5);
    expect([clock.mock.calls.length, chance.mock.calls.length]).toEqual([0, 0]);
    expect(seasonFiles(5)).toEqual(files);
    expect(seasonFiles(6)).not.toEqual(files);
    jest.restoreAllMocks();
  });

  it('stays well under a megabyte', () => {
    const bytes = [...seasonFiles(SEED).values()].reduce((sum, content) => sum + content.length, 0);
    expect(bytes).toBeLessThan(600_000);
  });

  it('is read back as the facts it was written from', async () => {
    const season = makeSeason(SEED);
    const read = await readSeason(COMMITTED);
    expect(read.cooperatives).toEqual(season.cooperatives);
    expect(season.producers).toMatchObject(read.producers);
    expect(read.ribs).toEqual(withAccount(season).map(({ producerCode, rib }) => ({ producerCode, rib })));
    expect(read.cash.dispositions.map(({ producerCode }) => producerCode)).toEqual(
      season.cases.withoutAccount,
    );
    expect(read.credits).toEqual(season.credits);
    expect(read.premiums).toEqual(season.premiums);
    expect(read.salesPlan.orders).toEqual(season.orders);
    const graded = read.stationFiles.flatMap(({ gradings }) => gradings);
    expect(graded.filter(({ accepted }) => accepted)).toHaveLength(read.manifest.counts.accepted);
    for (const { ticketNumber, impuritiesPpm, moisturePpm, grade, reason, accepted, at } of graded) {
      const delivery = season.deliveries.find((one) => one.ticketNumber === ticketNumber);
      expect(delivery?.grading).toMatchObject({ impuritiesPpm, moisturePpm, refusalReason: reason });
      expect(grade).toBe(accepted ? delivery?.grading.grade : '');
      expect(at > `${delivery?.date}T${delivery?.time}`).toBe(true);
    }
  });

  it('has only ids that fit a subject', async () => {
    const { salesPlan, stations, contracts, schedules, buyers } = await readSeason(COMMITTED);
    const ids = [
      ...salesPlan.lots.map(({ lotId }) => lotId),
      ...salesPlan.orders.map(({ orderId }) => orderId),
      ...salesPlan.proceeds.map(({ proceedsId }) => proceedsId),
      ...salesPlan.settlements.map(({ settlementId }) => settlementId),
      ...stations.flatMap((one) => [one.stationId, ...one.scales.map(({ scaleId }) => scaleId)]),
      ...contracts.map(({ contractId }) => contractId),
      ...buyers.map(({ buyerId }) => buyerId),
      ...schedules.priceSchedules.map(({ version }) => version),
      ...schedules.deductionSchedules.map(({ version }) => version),
    ];
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]+$/u);
  });
});
