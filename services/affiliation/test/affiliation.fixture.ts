import type { ServiceHarness } from '@oce/service-kit/testing';
import { workspaceRoot } from '@oce/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const cooperative = {
  cooperativeId: 'C-1',
  name: 'Coopérative des essais',
  region: 'Fès',
  ice: '999999999000079',
  affiliatedOn: '2026-01-01',
};
export const convention = {
  conventionNumber: 'CONV-1',
  validFrom: '2026-01-01',
  validTo: '2028-12-31',
  products: ['OLIVE'],
  commissionCapPpm: 50_000,
};

export interface ProducerBody {
  readonly producerCode: string;
  readonly cooperativeId: string;
  readonly affiliatedOn: string;
  readonly name: string;
  readonly nameArabic?: string;
  readonly cin: string;
  readonly phone: string;
  readonly birthDate: string;
}

/** An invented person; the number is in every field. */
export function person(number: number): ProducerBody {
  const digits = String(number).padStart(5, '0');
  return {
    producerCode: `P-${number}`,
    cooperativeId: cooperative.cooperativeId,
    affiliatedOn: '2026-06-05',
    name: `Fatima Zahra Essai${digits}`,
    nameArabic: `فاطمة ${digits}`,
    cin: `ZZ9${digits}`,
    phone: `+2126000${String(number + 60).padStart(5, '0')}`,
    birthDate: `19${50 + (number % 50)}-07-${String((number % 28) + 1).padStart(2, '0')}`,
  };
}

export function people(from: number, to: number): ProducerBody[] {
  return Array.from({ length: to - from }, (_, n) => person(from + n));
}

/** The demonstration season's lists, as requests. */
export function season() {
  const file = (name: string) => readFileSync(join(workspaceRoot(), 'demo/season', name), 'utf8');
  const iso = (date = '') => date.split('/').reverse().join('-');
  const rows = file('cooperatives.csv')
    .split('\r\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split(';'));
  return {
    products: JSON.parse(file('products.json')) as object[],
    campaigns: JSON.parse(file('campaigns.json')) as object[],
    cooperatives: rows.map(([cooperativeId, , name, region, ice]) => ({
      cooperativeId,
      name,
      region,
      ice,
      affiliatedOn: '2026-01-01',
    })),
    conventions: rows.map(([id, , , , , conventionNumber, from, to, products = '', cap = '']) => {
      const commissionCapPpm = Number(cap.replace(',', '.')) * 10_000;
      const body = {
        conventionNumber,
        validFrom: iso(from),
        validTo: iso(to),
        products: products.split('|'),
        commissionCapPpm,
      };
      return [id, body] as const;
    }),
    csv: file('producers.csv'),
  };
}

/** Every message of every stream with its subject and headers, and every document of every database. */
export async function everythingStored(harness: ServiceHarness): Promise<string[]> {
  const { jetstreamManager } = await import('@nats-io/jetstream');
  const manager = await jetstreamManager(harness.connection);
  const stored: string[] = [];
  for await (const { config, state } of manager.streams.list()) {
    for (let seq = state.first_seq; seq <= state.last_seq; seq++) {
      const message = await manager.streams.getMessage(config.name, { seq }).catch(() => null);
      if (message)
        stored.push(`${message.subject} ${JSON.stringify([...(message.header ?? [])])} ${message.string()}`);
    }
  }
  const { client } = harness.mongo;
  for (const { name } of (await client.db('admin').admin().listDatabases()).databases)
    for (const { name: collection } of await client.db(name).listCollections().toArray())
      for (const document of await client.db(name).collection(collection).find().toArray())
        stored.push(JSON.stringify(document));
  return stored;
}
