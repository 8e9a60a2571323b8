import type { Stored } from '@oce/projections';
import { fields } from '@oce/service-kit';
import type { ProducerDelivery } from '../reads/producer-deliveries';
import type { ProducerTransfer } from '../reads/producer-transfers';

/** What a producer sees of a delivery; by the position of its last change a page tells an older word from a newer. */
export const deliveryShown = fields<Stored<ProducerDelivery>>()(
  'deliveryId',
  'producerCode',
  'ticketNumber',
  'stationId',
  'campaignId',
  'productId',
  'grossGrams',
  'tareGrams',
  'netGrams',
  'containers',
  'weighedAt',
  'status',
  'grade',
  'payableGrams',
  'reductions',
  'lotId',
  'reason',
  'replaces',
  'replacedBy',
  'position',
);

/** What a producer sees of a transfer, with the position of its last change as above. */
export const transferShown = fields<Stored<ProducerTransfer>>()(
  'transferId',
  'producerCode',
  'endToEndId',
  'batchId',
  'amountCentimes',
  'lineIds',
  'executionDate',
  'status',
  'bookedOn',
  'reasonCode',
  'cash',
  'position',
);
