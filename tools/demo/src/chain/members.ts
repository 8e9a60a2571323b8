import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accepted, postAll } from '../demo-run';
import type { ChainOffice } from './chain-office';
import {
  BUYERS,
  CAMPAIGNS,
  COOPERATIVES,
  membersOf,
  plotOf,
  PRODUCTS,
  stationOf,
  YEAR_FROM,
  cooperativeIdOf,
} from './story';

/** The cooperatives of the chain with their members, plots and stations, the products, the campaigns and their prices. */
export async function openTheChain({ run }: ChainOffice, folder: string): Promise<void> {
  const { client } = run;
  const post = <T>(label: string, items: readonly T[], request: (item: T) => readonly [string, unknown]) =>
    postAll(client, `chain, ${label}`, items, request);
  await post('products', PRODUCTS, (product) => ['affiliation/products', product]);
  await post('campaigns', CAMPAIGNS, ({ campaignId, productId, name }) => [
    'affiliation/campaigns',
    { campaignId, productId, name, opensOn: '2026-09-10', lastWeighingOn: '2026-11-08' },
  ]);
  await post('cooperatives', COOPERATIVES, ({ id, name, region, ice }) => [
    'affiliation/cooperatives',
    { cooperativeId: cooperativeIdOf(id), name, region, ice, affiliatedOn: '2026-01-01' },
  ]);
  await post('conventions', COOPERATIVES, ({ id }) => [
    `affiliation/cooperatives/${cooperativeIdOf(id)}/conventions`,
    {
      conventionNumber: `CONV-CH-${id}`,
      validFrom: '2026-01-01',
      validTo: '2028-12-31',
      products: [...new Set(CAMPAIGNS.map(({ productId }) => productId))],
      commissionCapPpm: 50_000,
    },
  ]);
  await affiliate(run, folder);
  await declareWhatIsTheirs(run);
  await openStations(run);
  await openBankDetails(run, folder);
}

/** Plots of members, prices of campaigns, and who buys. */
async function declareWhatIsTheirs({ client }: ChainOffice['run']): Promise<void> {
  const post = <T>(label: string, items: readonly T[], request: (item: T) => readonly [string, unknown]) =>
    postAll(client, `chain, ${label}`, items, request);
  const members = COOPERATIVES.flatMap(({ id }) => membersOf(id));
  await post('plots', members, (producerCode) => [
    `affiliation/producers/${producerCode}/plots`,
    {
      plotId: plotOf(producerCode),
      crop: 'olivier',
      areaSquareMetres: 18_000,
      location: 'Douar (démonstration)',
    },
  ]);
  await post('prices', CAMPAIGNS, ({ campaignId, productId, grade, pricePerKgCentimes, advancePpm }) => [
    'payments/price-schedules',
    {
      version: `PRIX-${campaignId}`,
      campaignId,
      productId,
      validFrom: YEAR_FROM,
      advancePpm,
      grades: [{ grade, pricePerKgCentimes, pointsPpm: 1_000_000 }],
    },
  ]);
  await post('buyers', BUYERS, (buyer) => ['sales/buyers', { ...buyer, limitCentimes: 50_000_000 }]);
}

/** The list of members goes in as the cooperatives sent it. */
async function affiliate({ client }: ChainOffice['run'], folder: string): Promise<void> {
  const csv = readFileSync(join(folder, 'producers.csv'), 'utf8');
  const [answer] = await accepted('chain, members', [csv], (body) =>
    client.send('POST', 'affiliation/producers/import', body, { 'content-type': 'text/csv; charset=utf-8' }),
  );
  const text = String(answer?.body ?? '');
  if (text.includes('"refused"')) throw new Error(`members of the chain: ${text}`);
}

/** A platform scale and a terminal at each cooperative. */
async function openStations({ client }: ChainOffice['run']): Promise<void> {
  await postAll(client, 'chain, stations', COOPERATIVES, ({ id, name }) => [
    'collection/stations',
    {
      stationId: stationOf(id),
      name: `Station, ${name}`,
      cooperativeId: cooperativeIdOf(id),
      openedOn: YEAR_FROM,
    },
  ]);
  await postAll(client, 'chain, scales', COOPERATIVES, ({ id }) => [
    `collection/stations/${stationOf(id)}/scales`,
    {
      scaleId: `SC-${id}-01`,
      kind: 'platform',
      certificate: `CERT-SC-${id}-01-2026`,
      verifiedOn: '2026-04-10',
      validUntil: '2027-04-10',
    },
  ]);
  await postAll(client, 'chain, terminals', COOPERATIVES, ({ id }) => [
    `collection/stations/${stationOf(id)}/terminals`,
    { terminalId: `TM-${id}-01`, scaleId: `SC-${id}-01` },
  ]);
}

/** One person proposes each account, another approves it by its mark. */
async function openBankDetails({ client, approver }: ChainOffice['run'], folder: string): Promise<void> {
  const [, ...rows] = readFileSync(join(folder, 'rib.csv'), 'utf8').trim().split(/\r?\n/);
  await accepted('chain, accounts', rows, async (row) => {
    const [producerCode = '', rib = ''] = row.split(';');
    const path = `payments/bank-details/${producerCode}`;
    const { ribHash } = await client.call<{ ribHash: string }>('POST', `${path}/proposals`, { rib });
    return approver.send('POST', `${path}/approvals`, { ribHash });
  });
}
