import { accounts } from '../../src/ledger';
import type { PurchasePosted } from '../../src/purchases.events';
import type { ExamplesOf } from './example';

/** 1,467 kg at 5.50, all of it for the member. */
export const purchaseExamples: ExamplesOf<PurchasePosted> = {
  PurchasePosted: {
    v: 1,
    data: {
      lineId: 'PUR-TM-1_T-0007',
      producerCode: 'P-0001',
      deliveryId: 'TM-1_T-0007',
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      grade: 'extra',
      payableGrams: 1_467_000,
      priceScheduleVersion: 'PP-2026-1',
      pricePerKgCentimes: 550,
      settlement: {
        scheduleVersion: 'D-2026-1',
        grossCentimes: 806_850,
        floorCentimes: 403_425,
        deductions: [],
        netCentimes: 806_850,
        claimsDueOn: '2026-10-01',
      },
      postedOn: '2026-10-01',
      postings: [
        { account: accounts.result, amountCentimes: -806_850 },
        { account: accounts.member('P-0001'), amountCentimes: 806_850 },
      ],
    },
  },
};
