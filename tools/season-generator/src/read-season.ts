import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from './manifest';
import type { BankAnswers, Campaign, Cash, ListedProduct, SalesPlan, SeasonEvents } from './plan-files';
import type { Season } from './season';
import { COOPERATIVES, CREDITS, GRADINGS, PREMIUMS, PRODUCERS, RIBS } from './sheets';

/** The lists and plans of a season folder, in grams, centimes, ppm and ISO dates. */
export async function readSeason(folder: string) {
  const text = (path: string) => readFile(join(folder, path), 'utf8');
  const plan = async <T>(path: string) => JSON.parse(await text(path)) as T;
  const stations = await plan<Season['stations']>('stations.json');
  const ribs = RIBS.read(await text('rib.csv'));
  /** `at` is local, 'YYYY-MM-DDThh:mm'. */
  const gradings = async (stationId: string) =>
    GRADINGS.read(await text(`gradings/${stationId}.csv`)).map(({ date, time, ...line }) => ({
      ...line,
      at: `${date}T${time}`,
    }));
  return {
    stations,
    cooperatives: COOPERATIVES.read(await text('cooperatives.csv')),
    producers: PRODUCERS.read(await text('producers.csv')),
    ribs: ribs.map(({ producerCode, rib }) => ({ producerCode, rib })),
    credits: CREDITS.read(await text('credits.csv')),
    premiums: PREMIUMS.read(await text('premiums.csv')),
    campaigns: await plan<Campaign[]>('campaigns.json'),
    products: await plan<ListedProduct[]>('products.json'),
    schedules: await plan<Season['schedules']>('schedules.json'),
    buyers: await plan<Season['buyers']>('buyers.json'),
    contracts: await plan<Season['contracts']>('contracts.json'),
    salesPlan: await plan<SalesPlan>('sales-plan.json'),
    bankAnswers: await plan<BankAnswers>('bank-answers.json'),
    cash: await plan<Cash>('cash.json'),
    events: await plan<SeasonEvents>('events-of-the-season.json'),
    manifest: await plan<Manifest>('manifest.json'),
    stationFiles: await Promise.all(
      stations.map(async ({ stationId }) => ({
        stationId,
        weighTicketsPath: join(folder, 'weigh-tickets', `${stationId}.csv`),
        gradings: await gradings(stationId),
      })),
    ),
  };
}
