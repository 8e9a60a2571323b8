import type { TaxedKind } from '@oce/contracts';
import { addDays } from '@oce/quantities';

/** Kinds of documents that go with goods: chain.md 6. */
export const DOCUMENT_KINDS = [
  'control_certificate',
  'veterinary_certificate',
  'phytosanitary_certificate',
  'analysis',
  'organic_inspection_certificate',
  'eur1',
  'invoice',
  'packing_list',
  'consignment_note',
  'bill_of_lading',
  'customs_declaration',
  'insurance',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** When a document must be there, in turn: what is due before loading is due before departure too. */
export const DUE = ['loading', 'departure', 'arrival'] as const;
export type Due = (typeof DUE)[number];

/** For which shipments a document is asked; an empty list asks for it whatever they are. */
export interface DocumentRule {
  readonly ruleId: string;
  readonly kind: DocumentKind;
  /** Who issues it, as a clerk knows them. */
  readonly issuedBy: string;
  readonly due: Due;
  /** It is valid on the day of issue and so many days after; null for as long as one likes. */
  readonly validDays: number | null;
  /** Only of goods that leave the country, or only of those that do not; null for both. */
  readonly isExport: boolean | null;
  readonly productKinds: readonly TaxedKind[];
  readonly productIds: readonly string[];
  readonly destinations: readonly string[];
  readonly claims: readonly string[];
  readonly incoterms: readonly string[];
  readonly modes: readonly string[];
}

/** What the rules ask a shipment. */
export interface ShipmentTraits {
  readonly destination: string;
  readonly incoterm: string;
  readonly mode: string;
  readonly productKind: TaxedKind;
  readonly productIds: readonly string[];
  readonly claims: readonly string[];
}

/** A document that was not attached, or is no longer valid. */
export interface MissingDocument {
  readonly ruleId: string;
  readonly kind: DocumentKind;
  readonly issuedBy: string;
  readonly due: Due;
  readonly isExpired: boolean;
}

/** The market at home: everything else is abroad. */
const HOME = 'MA';

const isAmong = (asked: readonly string[], found: readonly string[]): boolean =>
  asked.length === 0 || asked.some((one) => found.includes(one));

/** Whether a rule asks for its document of such a shipment. */
export const asksFor = (rule: DocumentRule, traits: ShipmentTraits): boolean =>
  (rule.isExport === null || rule.isExport === (traits.destination !== HOME)) &&
  isAmong(rule.productKinds, [traits.productKind]) &&
  isAmong(rule.productIds, traits.productIds) &&
  isAmong(rule.destinations, [traits.destination]) &&
  isAmong(rule.claims, traits.claims) &&
  isAmong(rule.incoterms, [traits.incoterm]) &&
  isAmong(rule.modes, [traits.mode]);

type Attached = Readonly<{ kind: DocumentKind; issuedOn: string }>;

/** What is due by a moment and not there, or not valid on that day, in the order of the rules. */
export function missingAt(
  due: Due,
  day: string,
  rules: readonly DocumentRule[],
  traits: ShipmentTraits,
  documents: readonly Attached[],
): MissingDocument[] {
  return rules
    .filter((rule) => DUE.indexOf(rule.due) <= DUE.indexOf(due) && asksFor(rule, traits))
    .flatMap((rule) => {
      const attached = documents.filter(({ kind }) => kind === rule.kind);
      if (attached.some((one) => isValidOn(day, one, rule))) return [];
      const { ruleId, kind, issuedBy } = rule;
      return [{ ruleId, kind, issuedBy, due: rule.due, isExpired: attached.length > 0 }];
    });
}

const isValidOn = (day: string, { issuedOn }: Attached, { validDays }: DocumentRule): boolean =>
  issuedOn <= day && (validDays === null || day <= addDays(issuedOn, validDays));
