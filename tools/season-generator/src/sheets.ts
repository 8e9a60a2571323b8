import type { ProductId } from './catalogue';
import { formatDecimal, parseCentimes, parsePercentPpm } from '@oce/quantities';
import { parse } from 'csv-parse/sync';

/** How values of a kind are written into cells, and read back. */
interface Cell<T> {
  write(value: T): string;
  read(text: string): T;
}

/** What stands in each column: its header, and how its values are written. */
type Columns = Readonly<Record<string, readonly [header: string, cell: Cell<unknown>]>>;

/** A row of a sheet, as facts. */
export type RowOf<S> =
  S extends Sheet<infer C> ? { readonly [K in keyof C]: C[K][1] extends Cell<infer T> ? T : never } : never;

/** A list as the office keeps it: `;`, CR LF, UTF-8 with a byte order mark. */
class Sheet<const C extends Columns> {
  constructor(private readonly columns: C) {}

  write(rows: readonly { readonly [K in keyof C]: unknown }[]): Buffer {
    const columns = Object.entries(this.columns);
    const header = columns.map(([, [name]]) => name);
    const lines = rows.map((row) => columns.map(([field, [, cell]]) => cell.write(row[field])));
    const text = [header, ...lines].map((cells) => `${csvLine(cells, ';')}\r\n`).join('');
    return Buffer.from(`\u{feff}${text}`, 'utf8');
  }

  /** The rows of a text; a column that is not there is a mistake of the file. */
  read(text: string): RowOf<this>[] {
    const rows: Record<string, string>[] = parse(text, { delimiter: ';', columns: true, bom: true });
    return rows.map((row) => {
      const fields = Object.entries(this.columns).map(([field, [header, cell]]) => {
        const found = row[header];
        if (found === undefined) throw new Error(`no column « ${header} »`);
        return [field, cell.read(found)];
      });
      return Object.fromEntries(fields) as RowOf<this>;
    });
  }
}

const plain: Cell<string> = { write: (value) => value, read: (text) => text };
const date: Cell<string> = { write: frenchDate, read: (text) => text.split('/').reverse().join('-') };
const money: Cell<number> = { write: (centimes) => withComma(centimes, 2), read: parseCentimes };
/** 32000 ppm -> "3,2": tenths of a percent, which is how the season's samples are measured. */
const percent: Cell<number> = { write: (ppm) => withComma(ppm / 1000, 1), read: parsePercentPpm };
const decision: Cell<boolean> = {
  write: (isAccepted) => (isAccepted ? 'accepté' : 'refusé'),
  read: (text) => text === 'accepté',
};
const products: Cell<readonly ProductId[]> = {
  write: (ids) => ids.join('|'),
  read: (text) => text.split('|') as ProductId[],
};

export const COOPERATIVES = new Sheet({
  cooperativeId: ['Identifiant', plain],
  shortCode: ['Code', plain],
  name: ['Nom', plain],
  region: ['Région', plain],
  ice: ['ICE', plain],
  conventionNumber: ['Convention', plain],
  validFrom: ['Valide du', date],
  validTo: ['Valide au', date],
  products: ['Produits', products],
  commissionCapPpm: ['Plafond de commission (%)', percent],
});

export const PRODUCERS = new Sheet({
  producerCode: ['Code producteur', plain],
  cooperativeId: ['Coopérative', plain],
  givenName: ['Prénom', plain],
  familyName: ['Nom', plain],
  /** Empty where the cooperative keeps no Arabic spelling. */
  arabicName: ['Nom en arabe', plain],
  cin: ['CIN', plain],
  phone: ['Téléphone', plain],
  birthDate: ['Date de naissance', date],
  affiliatedOn: ["Date d'affiliation", date],
});

export const RIBS = new Sheet({
  producerCode: ['Code producteur', plain],
  rib: ['RIB', plain],
  affiliatedOn: ['Communiqué le', date],
});

export const CREDITS = new Sheet({
  creditId: ['N° crédit', plain],
  producerCode: ['Code producteur', plain],
  grantedOn: ['Date', date],
  item: ['Objet', plain],
  amountCentimes: ['Montant (MAD)', money],
});

export const PREMIUMS = new Sheet({
  premiumId: ['N° prime', plain],
  producerCode: ['Code producteur', plain],
  period: ['Période', plain],
  dueOn: ['Échéance', date],
  amountCentimes: ['Montant (MAD)', money],
});

/** The samples of a station. A refused delivery has a reason and no grade. */
export const GRADINGS = new Sheet({
  ticketNumber: ['N° ticket', plain],
  terminalId: ['Terminal', plain],
  date: ['Date', date],
  time: ['Heure', plain],
  grade: ['Qualité', plain],
  impuritiesPpm: ['Impuretés (%)', percent],
  moisturePpm: ['Humidité (%)', percent],
  accepted: ['Décision', decision],
  reason: ['Motif', plain],
});

/** One line of CSV; a cell is quoted only where it must be, as office software does. */
export function csvLine(cells: readonly string[], separator: ';' | ','): string {
  return cells
    .map((cell) =>
      cell.includes(separator) || /["\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(separator);
}

/** '2026-09-10' -> '10/09/2026'. */
export function frenchDate(isoDate: string): string {
  return isoDate.split('-').reverse().join('/');
}

/** An exact decimal with a French comma and no grouping: (528120, 2) -> "5281,20". */
function withComma(scaled: number, decimals: number): string {
  return formatDecimal(scaled, decimals).replace('.', ',');
}
