import { sales, type ContractKind, type ProceedsPart } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { poolEvents } from '../domain/pool.events';

/** Proceeds as sales received them, with the pools that have taken their parts. */
export interface ProceedsDocument {
  readonly proceedsId: string;
  readonly invoiceNumber: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly kind: ContractKind;
  readonly amountCentimes: number;
  readonly valueDate: string;
  readonly parts: readonly ProceedsPart[];
  readonly pooledIn: readonly string[];
}

/** Which proceeds came, and has each part found its pool? */
export const proceedsProjection = projectionFrom(
  sales.invoice.ProceedsReceived,
  poolEvents.ProceedsPooled,
)<ProceedsDocument>({
  name: 'proceeds',
  version: 1,
  keys: (event) => [event.data.proceedsId],
  project(document, event) {
    if (event.type === 'ProceedsPooled') {
      return document && { ...document, pooledIn: [...document.pooledIn, event.data.poolId] };
    }
    const { proceedsId, invoiceNumber, orderId, buyerId, kind, madCentimes, valueDate, parts } = event.data;
    const received = { proceedsId, invoiceNumber, orderId, buyerId, kind, valueDate, parts };
    return { ...received, amountCentimes: madCentimes, pooledIn: document?.pooledIn ?? [] };
  },
});

type Scope = {
  readonly poolId: string;
  readonly kind: ContractKind;
  readonly campaignId: string;
  readonly grades: readonly string[];
  readonly lotIds: readonly string[] | null;
};

/** Whether a pool pays for a part of proceeds of a kind of contract. */
export function isPartOf(
  scope: Scope,
  kind: ContractKind,
  part: Pick<ProceedsPart, 'campaignId' | 'grade' | 'lotId'>,
): boolean {
  if (kind !== scope.kind || part.campaignId !== scope.campaignId) return false;
  return scope.lotIds === null ? scope.grades.includes(part.grade) : scope.lotIds.includes(part.lotId);
}

/** Proceeds that belong to a pool and that it has not taken yet. */
export function outstandingFor(scope: Scope, documents: readonly ProceedsDocument[]): ProceedsDocument[] {
  return documents.filter(
    ({ kind, parts, pooledIn }) =>
      !pooledIn.includes(scope.poolId) && parts.some((part) => isPartOf(scope, kind, part)),
  );
}
