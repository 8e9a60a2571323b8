import type { LotTerms } from '@oce/contracts';
import { normalised, refuse, type Row } from '@oce/tables';
import type { Field } from './columns';
import type { TicketRecord, WeighTicket } from './ticket';

/** What a cell may say, by its words as `normalised` has them. */
type Words<Value> = Readonly<Record<string, Value>>;
const said = <Value>(words: readonly (readonly [Value, readonly string[]])[]): Words<Value> =>
  Object.fromEntries(words.flatMap(([value, names]) => names.map((name) => [normalised(name), value])));

const TERMS = said<LotTerms>([
  ['pooled', ['Pool', 'Commun', 'Mis en commun', 'Pooled', 'مشترك']],
  ['traceable', ['Traçable', 'Tracé', 'Lot tracé', 'Traceable', 'متتبع']],
  ['purchased', ['Achat', 'Acheté', 'Achat ferme', 'Purchased', 'شراء']],
  ['toll', ['Façon', 'À façon', 'Trituration à façon', 'Toll', 'لحساب الغير']],
]);
const SOURCES = said<TicketRecord['source']>([
  ['scale', ['Bascule', 'Balance', 'Automatique', 'Auto', 'Scale', 'ميزان', 'الميزان']],
  ['typed', ['Saisie', 'Saisi', 'Manuel', 'Manuelle', 'Typed', 'Manual', 'يدوي']],
  ['second_weighing', ['Deuxième pesée', '2e pesée', 'Double pesée', 'Second weighing', 'وزن ثان']],
]);

type Said = Pick<WeighTicket, 'settledAs' | 'plotId' | 'harvestedOn' | 'record'>;

/**
 * What a line says of the goods and of the weighing beside the weights. Refuses `known_word` where a word is none of
 * those, and a typed weight without a reason.
 */
export function saidOf(row: Row<Field>): Said {
  const plotId = row.optionalId('plotId');
  const harvestedOn = row.text('harvestedOn') === '' ? undefined : row.day('harvestedOn');
  const settledAs = wordOf(row, 'settledAs', TERMS);
  const record = recordOf(row);
  return {
    ...(settledAs && { settledAs }),
    ...(plotId && { plotId }),
    ...(harvestedOn && { harvestedOn }),
    ...(record && { record }),
  };
}

function recordOf(row: Row<Field>): TicketRecord | undefined {
  const alibiNumber = row.text('alibiNumber');
  const typedReason = row.text('typedReason');
  const told = wordOf(row, 'source', SOURCES);
  const source = told ?? (alibiNumber === '' ? undefined : 'scale');
  if (source === undefined) {
    if (typedReason !== '')
      refuse('source', 'present', "Un motif de saisie est donné, et l'origine du poids manque.");
    return undefined;
  }
  if (source === 'typed' && typedReason === '')
    refuse('typedReason', 'present', 'Un poids saisi à la main dit pourquoi.');
  if (source !== 'typed' && typedReason !== '')
    refuse('typedReason', 'typed_only', "Le poids n'a pas été saisi à la main : pas de motif.");
  return { source, ...(alibiNumber && { alibiNumber }), ...(typedReason && { typedReason }) };
}

function wordOf<Value>(row: Row<Field>, field: Field, words: Words<Value>): Value | undefined {
  const text = row.text(field);
  if (text === '') return undefined;
  const known = words[normalised(text)];
  if (known !== undefined) return known;
  return refuse(field, 'known_word', `« ${text} » n'est pas connu : ${Object.keys(words).join(', ')}.`);
}
