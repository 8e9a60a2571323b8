import { OCE, payments, type CashCounter, type Posting } from '@oce/contracts';
import {
  defineEvents,
  event,
  type Asked,
  type Confirmed,
  type EventOf,
  type Rejected,
} from '@oce/event-sourcing';

export const accountEvents = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'account', id: 'producerCode' },
  {
    ...payments.account,
    ...payments.claims,
    ...payments.erasure,
    /** What a line took back of one credit or claim. The postings stand in the line's own event, in the same commit. */
    InputCreditRecovered: event<{
      producerCode: string;
      reference: string;
      takenCentimes: number;
      leftCentimes: number;
      lineId: string;
    }>(),
    /** The member belongs no more from this day on: later settlements set off all that is due, down to zero. */
    MemberDeparted: event<{ producerCode: string; leftOn: string }>(),
    /** A delivery reversed before any advance was posted: one that comes later is not paid. */
    DeliveryVoided: event<{ producerCode: string; deliveryId: string; reason: string }>(),
    /** Until its closing is taken back, or stands, the final share is not paid out and nothing is valued by it. */
    FinalShareHeld: event<{ producerCode: string; poolId: string; lineId: string; takeBackId: string }>(),
    FinalShareReleased: event<{ producerCode: string; poolId: string; lineId: string; takeBackId: string }>(),
    LineDisputed: event<{
      producerCode: string;
      disputeId: string;
      lineId: string;
      reason: string;
      disputedOn: string;
      /** Who raised it: another upholds it. Absent in older logs, where the roles alone kept them apart. */
      disputedBy?: string;
    }>(),
    DisputeResolved: event<{
      producerCode: string;
      disputeId: string;
      lineId: string;
      outcome: 'upheld' | 'rejected';
      resolution: string;
      correctionLineId: string | null;
      resolvedOn: string;
      /** What one person could uphold alone then; absent in older logs. */
      limit?: number;
    }>(),
    /** A credit, a premium or an upheld dispute above its limit: nothing is done before a second person confirms it. */
    SecondPersonAsked: event<{ producerCode: string } & Asked>(),
    ProposalConfirmed: event<{ producerCode: string } & Confirmed>(),
    ProposalRejected: event<{ producerCode: string } & Rejected>(),
    PayoutReserved: event<{
      producerCode: string;
      transferId: string;
      endToEndId: string;
      amountCentimes: number;
      lineIds: readonly string[];
      /** Where it waits in cash; absent for a transfer. */
      counter?: CashCounter;
      postings: readonly Posting[];
    }>(),
    /** A transfer that was left out of its file, or cash that ended unpaid: it may not be reserved any more. */
    PayoutDeclined: event<{
      producerCode: string;
      transferId: string;
      endToEndId: string;
      reason: string;
      /** Where it waited in cash; absent for a transfer. */
      counter?: CashCounter;
    }>(),
  },
);
export type { InputCreditGranted, PremiumDeclared } from '@oce/contracts';
export type FinalShareHeld = EventOf<typeof accountEvents.FinalShareHeld>;
export type LineDisputed = EventOf<typeof accountEvents.LineDisputed>;
export type DisputeResolved = EventOf<typeof accountEvents.DisputeResolved>;
export type MemberDeparted = EventOf<typeof accountEvents.MemberDeparted>;
export type PayoutReserved = EventOf<typeof accountEvents.PayoutReserved>;
export type PayoutDeclined = EventOf<typeof accountEvents.PayoutDeclined>;

export type AccountEvent = EventOf<typeof accountEvents>;
