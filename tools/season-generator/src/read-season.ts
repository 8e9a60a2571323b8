import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCentimes, parsePercentPpm } from '@oce/quantities';
import { parse } from 'csv-parse/sync';
import type { Buyer, Contract } from './buyers';
import type { InputCredit, Premium } from './credits';
import type { Lot } from './lots';
import type { Manifest } from './manifest';
import type { Cooperative, Producer, ProductId, Station } from './model';
import type { Order, Proceeds } from './orders';
import type { BankAnswers, Campaign, ListedProduct, SeasonEvents } from './plan-files';
import type { Schedules } from './schedules';
import type { Settlement } from './settlements';

/** A line of a quality sheet; `at` is local, 'YYYY-MM-DDThh:mm'. A refused delivery has a reason and no grade. */
export interface GradingLine {
  readonly ticketNumber: string;
  readonly terminalId: string;
  readonly at: string;
  readonly grade: string;
  readonly impuritiesPpm: number;
  readonly moisturePpm: number;
  readonly accepted: boolean;
  readonly reason: string;
}

export interface SalesPlan {
  readonly lots: readonly Lot[];
  readonly orders: readonly Order[];
  readonly proceeds: readonly Proceeds[];
  readonly settlements: readonly Settlement[];
}

export type ListedProducer = Omit<Producer, 'products' | 'rib'>;

/** The lists and plans of a season folder, in grams, centimes, ppm and ISO dates. */
export async function readSeason(folder: string) {
  const text = (path: string) => readFile(join(folder, path), 'utf8');
  const plan = async <T>(path: string) => JSON.parse(await text(path)) as T;
  const rows = async <T>(path: string, map: (cells: Cells) => T) => sheet(await text(path)).map(map);
  const stations = await plan<Station[]>('stations.json');
  return {
    stations,
    cooperatives: await rows('cooperatives.csv', cooperativeOf),
    producers: await rows('producers.csv', producerOf),
    ribs: await rows('rib.csv', (cells) => ({ producerCode: cells('Code producteur'), rib: cells('RIB') })),
    credits: await rows('credits.csv', creditOf),
    premiums: await rows('premiums.csv', premiumOf),
    campaigns: await plan<Campaign[]>('campaigns.json'),
    products: await plan<ListedProduct[]>('products.json'),
    schedules: await plan<Schedules>('schedules.json'),
    buyers: await plan<Buyer[]>('buyers.json'),
    contracts: await plan<Contract[]>('contracts.json'),
    salesPlan: await plan<SalesPlan>('sales-plan.json'),
    bankAnswers: await plan<BankAnswers>('bank-answers.json'),
    events: await plan<SeasonEvents>('events-of-the-season.json'),
    manifest: await plan<Manifest>('manifest.json'),
    stationFiles: await Promise.all(
      stations.map(async ({ stationId }) => ({
        stationId,
        weighTicketsPath: join(folder, 'weigh-tickets', `${stationId}.csv`),
        gradings: await rows(`gradings/${stationId}.csv`, gradingOf),
      })),
    ),
  };
}

/** One row, asked by the name of a column; a column that is not there is a mistake of the file. */
type Cells = (column: string) => string;

function sheet(text: string): Cells[] {
  const rows: Record<string, string>[] = parse(text, { delimiter: ';', columns: true, bom: true });
  return rows.map((row) => (column) => {
    const cell = row[column];
    if (cell === undefined) throw new Error(`no column « ${column} »`);
    return cell;
  });
}

const isoDate = (french: string): string => french.split('/').reverse().join('-');

function cooperativeOf(cells: Cells): Cooperative {
  return {
    cooperativeId: cells('Identifiant'),
    shortCode: cells('Code'),
    name: cells('Nom'),
    region: cells('Région'),
    ice: cells('ICE'),
    conventionNumber: cells('Convention'),
    validFrom: isoDate(cells('Valide du')),
    validTo: isoDate(cells('Valide au')),
    products: cells('Produits').split('|') as ProductId[],
    commissionCapPpm: parsePercentPpm(cells('Plafond de commission (%)')),
  };
}

function producerOf(cells: Cells): ListedProducer {
  return {
    producerCode: cells('Code producteur'),
    cooperativeId: cells('Coopérative'),
    givenName: cells('Prénom'),
    familyName: cells('Nom'),
    arabicName: cells('Nom en arabe'),
    cin: cells('CIN'),
    phone: cells('Téléphone'),
    birthDate: isoDate(cells('Date de naissance')),
    affiliatedOn: isoDate(cells("Date d'affiliation")),
  };
}

function creditOf(cells: Cells): InputCredit {
  return {
    creditId: cells('N° crédit'),
    producerCode: cells('Code producteur'),
    grantedOn: isoDate(cells('Date')),
    item: cells('Objet'),
    amountCentimes: parseCentimes(cells('Montant (MAD)')),
  };
}

function premiumOf(cells: Cells): Premium {
  return {
    premiumId: cells('N° prime'),
    producerCode: cells('Code producteur'),
    period: cells('Période'),
    dueOn: isoDate(cells('Échéance')),
    amountCentimes: parseCentimes(cells('Montant (MAD)')),
  };
}

function gradingOf(cells: Cells): GradingLine {
  return {
    ticketNumber: cells('N° ticket'),
    terminalId: cells('Terminal'),
    at: `${isoDate(cells('Date'))}T${cells('Heure')}`,
    grade: cells('Qualité'),
    impuritiesPpm: parsePercentPpm(cells('Impuretés (%)')),
    moisturePpm: parsePercentPpm(cells('Humidité (%)')),
    accepted: cells('Décision') === 'accepté',
    reason: cells('Motif'),
  };
}
