import { deliveryIdOf } from '@oce/contracts';

/** A delivery as the office took it in. */
export interface WeighedDelivery {
  readonly deliveryId: string;
  readonly producerCode: string;
  readonly weighedAt: string;
}

/** A sheet with the producer whose delivery it grades. */
export interface SheetOfProducer<S> {
  readonly sheet: S;
  readonly producerCode: string;
}

/**
 * Quality sheets in the order in which their deliveries were weighed; of one moment, in that of their ids. What is asked
 * of a member is taken from the line that is posted first, so the order of the sheets decides which line that is.
 *
 * @throws Error for a sheet whose delivery the office does not know
 */
export function inOrderOfWeighing<S extends { readonly terminalId: string; readonly ticketNumber: string }>(
  sheets: readonly S[],
  deliveries: readonly WeighedDelivery[],
): SheetOfProducer<S>[] {
  const byId = new Map(deliveries.map((delivery) => [delivery.deliveryId, delivery]));
  const known = sheets.map((sheet) => {
    const delivery = byId.get(deliveryIdOf(sheet));
    if (delivery === undefined) throw new Error(`the sheet of ${deliveryIdOf(sheet)} has no delivery`);
    return { sheet, delivery };
  });
  return known
    .sort((a, b) => byWeighing(a.delivery, b.delivery))
    .map(({ sheet, delivery: { producerCode } }) => ({ sheet, producerCode }));
}

function byWeighing(a: WeighedDelivery, b: WeighedDelivery): number {
  if (a.weighedAt !== b.weighedAt) return a.weighedAt < b.weighedAt ? -1 : 1;
  return a.deliveryId < b.deliveryId ? -1 : 1;
}
