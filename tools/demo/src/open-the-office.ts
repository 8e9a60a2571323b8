import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forEach, positionOf, requireAccepted, type DemoRun } from './demo-run';

/** Products, campaigns, cooperatives, producers, stations, rules: everything a season stands on. */
export async function openTheOffice({ client, season, folder }: DemoRun): Promise<void> {
  const post = (path: string, body: unknown) => client.send('POST', path, body);
  const accepted = async <T>(
    label: string,
    items: readonly T[],
    send: (item: T) => ReturnType<typeof post>,
  ) => requireAccepted(label, await forEach(label, items, send));

  await accepted('products', season.products, (product) => post('affiliation/products', product));
  await accepted('campaigns', season.campaigns, (campaign) => post('affiliation/campaigns', campaign));
  await accepted('cooperatives', season.cooperatives, ({ cooperativeId, name, region, ice, validFrom }) =>
    post('affiliation/cooperatives', { cooperativeId, name, region, ice, affiliatedOn: validFrom }),
  );
  await accepted(
    'conventions',
    season.cooperatives,
    ({ cooperativeId, conventionNumber, validFrom, validTo, products, commissionCapPpm }) =>
      post(`affiliation/cooperatives/${cooperativeId}/conventions`, {
        conventionNumber,
        validFrom,
        validTo,
        products,
        commissionCapPpm,
      }),
  );
  await affiliateProducers(client, folder);
  await accepted('stations', season.stations, ({ stationId, name, cooperativeId, openedOn }) =>
    post('collection/stations', { stationId, name, cooperativeId, openedOn }),
  );
  await openStations({ client, season });
  await accepted('intake rules', season.schedules.intakeRules, (rule) =>
    post('collection/intake-rules', rule),
  );
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

async function openStations({ client, season }: Pick<DemoRun, 'client' | 'season'>): Promise<number> {
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
  return positionOf(requireAccepted('stations', [...scales, ...installed]));
}
