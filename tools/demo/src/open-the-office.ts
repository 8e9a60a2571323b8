import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forEach, postAll, requireAccepted, type DemoRun } from './demo-run';

/** Products, campaigns, cooperatives, producers, stations, rules: everything a season stands on. */
export async function openTheOffice({ client, season, folder }: DemoRun): Promise<void> {
  const { products, campaigns, cooperatives, stations, schedules } = season;
  await postAll(client, 'products', products, (product) => ['affiliation/products', product]);
  await postAll(client, 'campaigns', campaigns, (campaign) => ['affiliation/campaigns', campaign]);
  await postAll(client, 'cooperatives', cooperatives, ({ cooperativeId, name, region, ice, validFrom }) => [
    'affiliation/cooperatives',
    { cooperativeId, name, region, ice, affiliatedOn: validFrom },
  ]);
  await postAll(client, 'conventions', cooperatives, ({ cooperativeId, ...convention }) => {
    const { conventionNumber, validFrom, validTo, products, commissionCapPpm } = convention;
    const body = { conventionNumber, validFrom, validTo, products, commissionCapPpm };
    return [`affiliation/cooperatives/${cooperativeId}/conventions`, body];
  });
  await affiliateProducers(client, folder);
  await postAll(client, 'stations', stations, ({ stationId, name, cooperativeId, openedOn }) => [
    'collection/stations',
    { stationId, name, cooperativeId, openedOn },
  ]);
  await openStations({ client, season });
  await postAll(client, 'intake rules', schedules.intakeRules, (rule) => ['collection/intake-rules', rule]);
}

/** The cooperatives' list of producers goes in as they sent it. */
async function affiliateProducers(client: DemoRun['client'], folder: string): Promise<void> {
  const csv = readFileSync(join(folder, 'producers.csv'), 'utf8');
  const [answer] = await forEach('producers', [csv], (body) =>
    client.send('POST', 'affiliation/producers/import', body, { 'content-type': 'text/csv; charset=utf-8' }),
  );
  const refused = String(answer?.body ?? '')
    .trim()
    .split('\n')
    .filter((line) => line.includes('"refused"'));
  if ((answer?.status ?? 500) >= 400 || refused.length > 0)
    throw new Error(`producers: ${refused[0] ?? JSON.stringify(answer?.body)}`);
}

async function openStations({ client, season }: Pick<DemoRun, 'client' | 'season'>): Promise<void> {
  const later = season.events.scaleVerifications;
  const verifications = season.stations.flatMap(({ stationId, scales }) =>
    scales.flatMap(({ scaleId, kind, verifications: own }) =>
      own.map((one) => ({ stationId, scaleId, kind, ...one })),
    ),
  );
  const kindOf = (scaleId: string) =>
    verifications.find((one) => one.scaleId === scaleId)?.kind ?? 'weighbridge';
  const all = [...verifications, ...later.map((one) => ({ ...one, kind: kindOf(one.scaleId) }))];
  const scales = await forEach('scales verified', all, ({ stationId, ...scale }) =>
    client.send('POST', `collection/stations/${stationId}/scales`, scale),
  );
  const terminals = season.stations.flatMap(({ stationId, terminals: own }) =>
    own.map((one) => ({ stationId, ...one })),
  );
  const installed = await forEach('terminals installed', terminals, ({ stationId, ...terminal }) =>
    client.send('POST', `collection/stations/${stationId}/terminals`, terminal),
  );
  requireAccepted('stations', [...scales, ...installed]);
}
