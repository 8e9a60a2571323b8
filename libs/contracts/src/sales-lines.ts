/** Whether a lot's proceeds are shared by all lots of its campaign and grade, or are its own. */
export type ContractKind = 'pooled' | 'traceable';

export interface OrderLine {
  readonly lotId: string;
  readonly grams: number;
}
/** An order's line at its price: what the lot is, and what it comes to. */
export interface PricedLine extends OrderLine {
  readonly campaignId: string;
  readonly productId: string;
  readonly grade: string;
  readonly pricePerKgCentimes: number;
  readonly amountCentimes: number;
}
export type InvoiceLine = PricedLine;

/** What a payment of a buyer is for: exact parts, by largest remainder over the invoice's open lines. */
export interface ProceedsPart {
  readonly lotId: string;
  readonly campaignId: string;
  readonly productId: string;
  readonly grade: string;
  readonly amountCentimes: number;
}
