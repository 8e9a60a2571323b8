import {
  accounts,
  payments,
  type AdvancePosted,
  type ArrearsSettled,
  type CashCounter,
  type ClaimReversed,
  type CorrectionPosted,
  type DebtsSetOff,
  type FinalSharePosted,
  type PayoutConfirmed,
  type PayoutReturned,
  type PurchasePosted,
  type SupplementPosted,
} from '@oce/contracts';
import { unknownEvent, type Event, type EventOf } from '@oce/event-sourcing';
import { deductionsOf, givenBackOf, headOf, NO_REFERENCES } from './line-parts';
import type { LineDraft } from './statement';
import { takenBackLine, type TakenBack } from './taken-back-lines';

function advanceLine({ data }: AdvancePosted): LineDraft {
  const { lineId, postedOn, campaignId, grade, settlement, payableGrams, pricePerKgCentimes } = data;
  return {
    ...headOf('advance', lineId, postedOn),
    campaignId,
    grade,
    grossCentimes: settlement.grossCentimes,
    deductions: deductionsOf(settlement),
    claimCentimes: 0,
    netCentimes: settlement.netCentimes,
    basis: { of: 'advance', payableGrams, pricePerKgCentimes, advancePpm: data.advancePpm },
    references: {
      ...NO_REFERENCES,
      deliveryIds: [data.deliveryId],
      priceScheduleVersion: data.priceScheduleVersion,
      deductionScheduleVersion: settlement.scheduleVersion,
    },
  };
}

/** Bought by OCE: the price is whole and final. */
function purchaseLine({ data }: PurchasePosted): LineDraft {
  const { lineId, postedOn, campaignId, grade, settlement, payableGrams, pricePerKgCentimes } = data;
  return {
    ...headOf('purchase', lineId, postedOn),
    campaignId,
    grade,
    grossCentimes: settlement.grossCentimes,
    deductions: deductionsOf(settlement),
    claimCentimes: 0,
    netCentimes: settlement.netCentimes,
    basis: { of: 'purchase', payableGrams, pricePerKgCentimes },
    references: {
      ...NO_REFERENCES,
      deliveryIds: [data.deliveryId],
      priceScheduleVersion: data.priceScheduleVersion,
      deductionScheduleVersion: settlement.scheduleVersion,
    },
  };
}

/** The gross is the share less the advances; where these were more, the difference is a claim. */
function finalShareLine({ data }: FinalSharePosted): LineDraft {
  const { lineId, postedOn, campaignId, settlement, payableGrams, points, poolValue, poolId } = data;
  const { shareCentimes, advancesCentimes } = data;
  return {
    ...headOf('final_share', lineId, postedOn),
    campaignId,
    grade: null,
    grossCentimes: shareCentimes - advancesCentimes,
    deductions: deductionsOf(settlement),
    claimCentimes: data.overpaidCentimes,
    netCentimes: settlement.netCentimes,
    basis: {
      of: 'final_share',
      payableGrams,
      points,
      poolPoints: poolValue.points,
      distributableCentimes: poolValue.distributableCentimes,
      shareCentimes,
      advancesCentimes,
    },
    references: {
      ...NO_REFERENCES,
      deliveryIds: data.deliveries.map((one) => one.deliveryId),
      deductionScheduleVersion: settlement.scheduleVersion,
      poolId,
    },
  };
}

/** A part of a supplementary distribution, less the advances on goods counted late; what these gave too much is a claim. */
function supplementLine({ data }: SupplementPosted): LineDraft {
  const { lineId, postedOn, campaignId, settlement, number, points, poolId } = data;
  const { shareCentimes, advancesCentimes, overpaidCentimes } = data;
  return {
    ...headOf('supplement', lineId, postedOn),
    campaignId,
    grade: null,
    grossCentimes: shareCentimes - advancesCentimes - overpaidCentimes,
    deductions: deductionsOf(settlement),
    claimCentimes: overpaidCentimes,
    netCentimes: settlement.netCentimes,
    basis: { of: 'supplement', number, points, shareCentimes, advancesCentimes },
    references: {
      ...NO_REFERENCES,
      deliveryIds: data.deliveries.map((one) => one.deliveryId),
      deductionScheduleVersion: settlement.scheduleVersion,
      poolId,
    },
  };
}

function correctionLine({ data }: CorrectionPosted): LineDraft {
  const { lineId, postedOn, campaignId, grade, settlement, pointsDelta, reason, counts } = data;
  return {
    ...headOf('correction', lineId, postedOn),
    campaignId,
    grade,
    grossCentimes: data.amountCentimes,
    deductions: [...givenBackOf(data), ...(settlement ? deductionsOf(settlement) : [])],
    claimCentimes: data.claimCentimes,
    netCentimes: data.netCentimes,
    basis: { of: 'correction', pointsDelta, reason },
    references: {
      ...NO_REFERENCES,
      deliveryIds: [data.deliveryId, counts?.deliveryId].filter((id) => typeof id === 'string'),
      deductionScheduleVersion: settlement?.scheduleVersion ?? null,
      poolId: data.poolId,
      citesLineId: data.citesLineId,
    },
  };
}

/** A credit or premium taken back: what had been recovered of it is given back, and nothing of it is asked any more. */
function claimReversedLine({ data }: ClaimReversed): LineDraft {
  const { lineId, postedOn, kind, reference, recoveredCentimes, reason } = data;
  return {
    ...headOf('claim_reversed', lineId, postedOn),
    campaignId: null,
    grade: null,
    grossCentimes: 0,
    deductions: [{ kind, reference, takenCentimes: 0 - recoveredCentimes, leftCentimes: 0 }],
    claimCentimes: 0,
    netCentimes: recoveredCentimes,
    basis: { of: 'correction', pointsDelta: '0', reason },
    references: NO_REFERENCES,
  };
}

/** Debts of a member who has left, met by what was payable already. */
function setOffLine({ data }: DebtsSetOff): LineDraft {
  const { lineId, postedOn, settlement, netCentimes } = data;
  return {
    ...headOf('set_off', lineId, postedOn),
    campaignId: null,
    grade: null,
    grossCentimes: 0,
    deductions: deductionsOf(settlement),
    claimCentimes: 0,
    netCentimes,
    basis: { of: 'correction', pointsDelta: '0', reason: 'départ' },
    references: NO_REFERENCES,
  };
}

/** The end of a pool: nothing moves for the member, who keeps the advances that no share has met. */
function arrearsLine({ data }: ArrearsSettled): LineDraft {
  const { poolId, campaignId, deliveries, arrearsCentimes, advancesCentimes, isLate, settledOn } = data;
  return {
    ...headOf('arrears', ['FIN', poolId, ...(isLate ? deliveries : [])].join('-'), settledOn),
    campaignId,
    grade: null,
    grossCentimes: 0,
    deductions: [],
    claimCentimes: 0,
    netCentimes: 0,
    basis: { of: 'arrears', arrearsCentimes, advancesCentimes },
    references: { ...NO_REFERENCES, deliveryIds: [...deliveries], poolId },
  };
}

/**
 * A transfer that was executed, or cash that a counter paid, or one that came back. One that never left the office moves no balance here: a
 * transfer is deducted when it is executed, so only its line says what happened.
 */
function transferLine(event: PayoutConfirmed | PayoutReturned): LineDraft {
  const { transferId, endToEndId, amountCentimes, counter } = event.data;
  const became = event.type === 'PayoutConfirmed' ? 'payout' : returnedAs(event);
  const kind = counter === undefined ? became : AS_CASH[became];
  const date = event.type === 'PayoutConfirmed' ? event.data.executedOn : null;
  const reasonCode = event.type === 'PayoutReturned' ? event.data.reasonCode : null;
  const netCentimes = { payout: -amountCentimes, payout_returned: amountCentimes, payout_rejected: 0 }[
    became
  ];
  return {
    ...headOf(kind, `${became === 'payout' ? 'VIR' : 'RET'}-${transferId}`, date),
    campaignId: null,
    grade: null,
    grossCentimes: netCentimes,
    deductions: [],
    claimCentimes: 0,
    netCentimes,
    basis:
      counter === undefined
        ? { of: 'transfer', amountCentimes, reasonCode }
        : { of: 'cash', amountCentimes, reasonCode, counter: shownCounter(counter) },
    references: { ...NO_REFERENCES, transferId, endToEndId },
  };
}

const AS_CASH = {
  payout: 'cash',
  payout_returned: 'cash_returned',
  payout_rejected: 'cash_not_paid',
} as const;
const shownCounter = ({ counterId, name, place }: CashCounter): CashCounter => ({ counterId, name, place });

/** The ledger tells: what had been executed comes back from the bank, the rest from what was in transfer. */
function returnedAs({ data }: PayoutReturned): 'payout_returned' | 'payout_rejected' {
  const neverLeft = data.postings.some((posting) => posting.account === accounts.inTransfer);
  return neverLeft ? 'payout_rejected' : 'payout_returned';
}

/** The events that put a line on a statement. */
export type LineEvent =
  | AdvancePosted
  | PurchasePosted
  | FinalSharePosted
  | TakenBack
  | SupplementPosted
  | ClaimReversed
  | CorrectionPosted
  | DebtsSetOff
  | ArrearsSettled
  | PayoutConfirmed
  | PayoutReturned;

type AccountEvent = EventOf<typeof payments.account | typeof payments.takenBack | typeof payments.purchases>;
/** Which events put a line on a statement: the compiler asks for the one that is missing. */
const HAS_LINE: Readonly<Record<AccountEvent['type'], boolean>> = {
  AdvancePosted: true,
  PurchasePosted: true,
  FinalSharePosted: true,
  FinalShareTakenBack: true,
  SupplementPosted: true,
  SupplementTakenBack: true,
  CorrectionPosted: true,
  CorrectionTakenBack: true,
  ClaimReversed: true,
  DebtsSetOff: true,
  ArrearsSettled: true,
  PayoutConfirmed: true,
  PayoutReturned: true,
  // It says what a line of the same commit took.
  PremiumWithheld: false,
};

/** Whether an event puts a line on a statement. */
export const isLineEvent = <E extends Event>(event: E): event is Extract<E, LineEvent> =>
  (HAS_LINE as Readonly<Record<string, boolean>>)[event.type] === true;

/** The line that an event puts on a statement. */
export function lineOf(event: LineEvent): LineDraft {
  switch (event.type) {
    case 'AdvancePosted':
      return advanceLine(event);
    case 'PurchasePosted':
      return purchaseLine(event);
    case 'FinalSharePosted':
      return finalShareLine(event);
    case 'FinalShareTakenBack':
    case 'SupplementTakenBack':
    case 'CorrectionTakenBack':
      return takenBackLine(event);
    case 'SupplementPosted':
      return supplementLine(event);
    case 'ClaimReversed':
      return claimReversedLine(event);
    case 'DebtsSetOff':
      return setOffLine(event);
    case 'ArrearsSettled':
      return arrearsLine(event);
    case 'CorrectionPosted':
      return correctionLine(event);
    case 'PayoutConfirmed':
    case 'PayoutReturned':
      return transferLine(event);
    default:
      return unknownEvent(event);
  }
}
