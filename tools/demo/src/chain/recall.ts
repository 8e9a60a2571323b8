import type { ChainOffice, Refusal } from './chain-office';
import { orderRecalled } from './market';
import { ORDERS } from './orders';

const SOURCE = 'LOT-BNM-MIEL';

/** A recall: what it began with, all that is downstream, and who has some of it. */
export interface Recalled {
  readonly recallId: string;
  readonly source: string;
  readonly reason: string;
  readonly lotIds: readonly string[];
  readonly toTell: readonly { readonly orderId: string; readonly buyerId: string; readonly pieces: number }[];
  /** How an order was refused that came after it. */
  readonly stopped: Refusal;
}

/** Opens the recall of a raw lot, and asks the office who has some of what was made of it. */
export async function recall(office: ChainOffice): Promise<Recalled> {
  const [recallId, reason] = ['RAP-CH-01', 'éclat de verre dans un pot'];
  await office.post('certification/recalls', {
    recallId,
    kind: 'lot',
    id: SOURCE,
    reason,
    openedAt: '2026-10-27T10:00:00Z',
  });
  const lotIds = await office.getSoon<{ lotIds: string[] }, string[]>(
    `certification/recalls/${recallId}`,
    (one) => one.lotIds,
  );
  for (const lotId of lotIds)
    await office.getSoon<{ status: string }, true>(
      `certification/lots/${lotId}`,
      ({ status }) => status === 'recalled' || undefined,
    );
  const stopped = await orderRecalled(office);
  return { recallId, source: SOURCE, reason, lotIds, toTell: await whoHas(office, lotIds), stopped };
}

interface Invoiced {
  readonly invoiceNumber: string | null;
  readonly lines: readonly { readonly lotId: string; readonly quantity: number }[];
}

async function whoHas(office: ChainOffice, lotIds: readonly string[]): Promise<Recalled['toTell']> {
  const concerned = ORDERS.filter(({ lines }) => lines.some(([lotId]) => lotIds.includes(lotId)));
  const read = concerned.map(async ({ orderId, buyerId }) => {
    const { lines, invoiceNumber } = await office.get<Invoiced>(`sales/orders/${orderId}`);
    const own = lines.filter(({ lotId }) => lotIds.includes(lotId));
    const pieces = own.reduce((sum, { quantity }) => sum + quantity, 0);
    return invoiceNumber === null ? [] : [{ orderId, buyerId, pieces }];
  });
  return (await Promise.all(read)).flat();
}
