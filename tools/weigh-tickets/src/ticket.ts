import type { LotTerms, WeighingRecord } from '@oce/contracts';

/** One weighing as the weighbridge wrote it, in the units of the system. */
export interface WeighTicket {
  readonly ticketNumber: string;
  readonly terminalId?: string;
  readonly producerCode: string;
  readonly campaignId?: string;
  readonly productId?: string;
  readonly grossGrams: number;
  readonly tareGrams: number;
  readonly containers?: TicketContainers;
  /** What the goods are settled by, where they were harvested and when. */
  readonly settledAs?: LotTerms;
  readonly plotId?: string;
  readonly harvestedOn?: string;
  readonly record?: TicketRecord;
  /** ISO 8601 in UTC, from the local time of the ticket. */
  readonly weighedAt: string;
}

/** What the file says of the weighing itself. */
export type TicketRecord = Pick<WeighingRecord, 'source'> & {
  readonly alibiNumber?: string;
  readonly typedReason?: string;
};

/** What the goods came in: a count beside the weight ("catch weight"). */
export interface TicketContainers {
  readonly kind: string;
  readonly count: number;
  /** What one weighs empty, where that is not in the tare already: it is taken off with the tare. */
  readonly tareGramsEach?: number;
}

/** The net weight of a ticket: gross less tare, less the containers where the tare is without them. */
export const netGramsOf = ({ grossGrams, tareGrams, containers }: WeighTicket): number =>
  grossGrams - tareGrams - (containers?.count ?? 0) * (containers?.tareGramsEach ?? 0);
