import type { SalesUnit } from './affiliation.events';

/** Whether a lot's proceeds are shared by all lots of its campaign and grade, or are its own. */
export type ContractKind = 'pooled' | 'traceable';

export interface OrderLine {
  readonly lotId: string;
  readonly grams: number;
}
/** An order's line at its price: what the lot is, and what it comes to. */
export interface PricedLine extends OrderLine {
  /** Null of what a run made: its goods may be of several campaigns. */
  readonly campaignId: string | null;
  readonly productId: string;
  readonly grade: string;
  readonly unit: SalesUnit;
  /** Grams of what is sold by the kilogram, millilitres of what is sold by the litre, else pieces. */
  readonly quantity: number;
  /** A kilogram, a litre or a piece, in minor units of the contract's currency. */
  readonly unitPriceMinor: number;
  readonly amountCentimes: number;
}
/** A line as it is billed: its amount is net of VAT, its VAT is its part of that of the invoice. */
export interface InvoiceLine extends PricedLine {
  readonly vatCentimes: number;
}

/** A part of a credit: `amountCentimes` is what the buyer no longer owes, with the VAT that is in it. */
export interface CreditedLine {
  readonly lotId: string;
  readonly amountCentimes: number;
  readonly vatCentimes: number;
}

/** Whether goods are sold in Morocco or leave it. */
export type Market = 'domestic' | 'export';
/** What VAT asks of goods: as harvested, in bulk, packed, or what is left of a run. */
export type TaxedKind = 'raw' | 'bulk' | 'packed' | 'by-product';

/** The VAT of a delivery by the version in force on its day: a rate, or 0 with the ground of exemption. */
export interface VatApplied {
  readonly version: string;
  readonly productKind: TaxedKind;
  readonly market: Market;
  readonly ratePpm: number;
  /** Why no VAT is charged, as it is printed; null where a rate is. */
  readonly ground: string | null;
}

/** A company as an invoice must name it: `ice` of 15 digits, `taxId` its identifiant fiscal (IF). */
export interface InvoiceParty {
  readonly name: string;
  readonly place: string;
  readonly ice: string;
  /** Null where it is not known. */
  readonly taxId: string | null;
}

/** What the tax law asks an invoice to say, frozen when the goods leave. */
export interface InvoiceTax {
  /** Null where the office has not said who sells. */
  readonly seller: InvoiceParty | null;
  readonly buyer: InvoiceParty;
  readonly vat: VatApplied;
}

/**
 * What a payment of a buyer is for: exact parts, by largest remainder over what the invoice has open, net and VAT each
 * for itself. `amountCentimes` is net, what the members' pool gets; `vatCentimes` is passed on to the State.
 */
export interface ProceedsPart {
  /** The lot that was sold; what of it came from which raw lot is for its origins to say. */
  readonly lotId: string;
  /** Null of what a run made. */
  readonly campaignId: string | null;
  readonly productId: string;
  readonly grade: string;
  readonly amountCentimes: number;
  readonly vatCentimes: number;
}
