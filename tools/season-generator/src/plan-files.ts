import { PRODUCTS } from './catalogue';
import type { Season } from './season';

/** What OCE itself plans and what others tell it in structured form, as `path -> content`. */
export function planFiles(season: Season): [string, Buffer][] {
  const { stations, buyers, contracts, lots, orders, proceeds, settlements, schedules } = season;
  return [
    ['stations.json', json(stations)],
    ['campaigns.json', json(campaigns())],
    ['products.json', json(products())],
    ['schedules.json', json(schedules)],
    ['buyers.json', json(buyers)],
    ['contracts.json', json(contracts)],
    ['sales-plan.json', json({ lots, orders, proceeds, settlements })],
    ['bank-answers.json', json(bankAnswers(season))],
    ['cash.json', json(cash(season))],
    ['events-of-the-season.json', json(eventsOfTheSeason(season))],
  ];
}

/** Which lots there are, who orders and pays them, and how they are shared out. */
export type SalesPlan = Pick<Season, 'lots' | 'orders' | 'proceeds' | 'settlements'>;
export type Campaign = ReturnType<typeof campaigns>[number];
export type ListedProduct = ReturnType<typeof products>[number];
export type BankAnswers = ReturnType<typeof bankAnswers>;
export type Cash = ReturnType<typeof cash>;
export type SeasonEvents = ReturnType<typeof eventsOfTheSeason>;

/** JSON as a person reads it: two spaces, a line end at the end. */
export function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8');
}

function campaigns() {
  return PRODUCTS.map(({ campaignId, productId, name, from, to }) => ({
    campaignId,
    productId,
    name: `${name}, campagne 2026`,
    opensOn: from,
    lastWeighingOn: to,
  }));
}

function products() {
  return PRODUCTS.map(({ productId, name, gtin, grades }) => ({
    productId,
    name,
    gtin,
    unit: 'kg',
    grades: grades.map((grade) => ({ grade: grade.grade, name: grade.name })),
  }));
}

/** By producer: the EndToEndIds are made when the transfers are. What is not named here is executed. */
function bankAnswers({ cases }: Season) {
  return {
    rejected: cases.bankRejects.map((producerCode) => ({ producerCode, reasonCode: 'AC01', by: 'pain.002' })),
    executed: { producers: 'all others', by: 'camt.054' },
    returnedLater: [{ producerCode: cases.bankReturns, reasonCode: 'AC04', by: 'camt.054', daysAfter: 4 }],
  };
}

/** Who has no account, at which counter they are paid, and the receipt that each signs; the last has not come for it yet. */
function cash({ cases }: Season) {
  return {
    counter: { counterId: 'GUICHET-SEFROU', name: 'Guichet de Sefrou', place: 'Sefrou' },
    dispositions: cases.withoutAccount.map((producerCode, at) => ({
      dispositionId: `MAD-2026-${at + 1}`,
      producerCode,
      receiptNumber: at + 1 === cases.withoutAccount.length ? null : `R00045${at + 1}`,
    })),
  };
}

function eventsOfTheSeason({ cases, stations }: Season) {
  const { wrongTare, dispute, erasure } = cases;
  return {
    corrections: [
      {
        correctionId: 'COR-2026-001',
        kind: 'wrong_tare',
        ...ticketOf(wrongTare.delivery),
        statedTareGrams: wrongTare.delivery.tareGrams,
        rightTareGrams: wrongTare.rightTareGrams,
        foundOn: wrongTare.foundOn,
        reason: 'Tare de la remorque relevée sans ses ridelles',
      },
    ],
    disputes: [
      {
        disputeId: 'LIT-2026-001',
        ...ticketOf(dispute.delivery),
        line: 'advance',
        raisedOn: dispute.raisedOn,
        reason: 'Le producteur conteste la part des impuretés',
        resolvedOn: dispute.resolvedOn,
        outcome: 'rejected',
        resolution: 'Contre-échantillon conforme à la première analyse',
      },
    ],
    // One is paid and settled; the other has cash at a counter, and waits for it.
    erasures: [erasure.producerCode, ...cases.withoutAccount.slice(-1)].map((producerCode) => ({
      ...erasure,
      producerCode,
      reason: 'Demande du producteur, loi 09-08',
    })),
    scaleVerifications: stations.flatMap(({ stationId, scales }) =>
      scales.flatMap(({ scaleId, verifications }) =>
        verifications.slice(1).map((verification) => ({ stationId, scaleId, ...verification })),
      ),
    ),
  };
}

function ticketOf({ stationId, terminalId, ticketNumber, producerCode }: Season['deliveries'][number]) {
  return { stationId, terminalId, ticketNumber, producerCode };
}
