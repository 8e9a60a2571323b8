import type { DeliveryGraded, DeliveryReversed, DeliveryWeighedIn, ReductionTerms } from '@oce/contracts';
import type { Command, ConfirmProposal, Proposals, RejectProposal } from '@oce/event-sourcing';
import type { LimitFacts } from '../../limit/domain/limits';
import type { LotFirst } from '../../lot/domain/lot-terms';
import type { Membership } from './membership';

/** One weigh ticket, as the terminal sends it. */
export type WeighTicket = Omit<
  DeliveryWeighedIn['data'],
  'deliveryId' | 'stationId' | 'scaleId' | 'netGrams'
> & {
  /** Where it is stated it must be the terminal's station. */
  readonly stationId?: string;
};

/**
 * What is known of the outside when a ticket comes in. Facts are not part of a command's identity: the same ticket is
 * the same command whatever has changed since.
 */
export interface IntakeFacts {
  /** Undefined where nobody was affiliated under the code. */
  readonly producer: Membership | undefined;
  /** The product of the campaign on the day of the weighing; undefined where no campaign is open. */
  readonly campaignProductId: string | undefined;
  /** The terminal's station and scale; undefined for a terminal that is not installed. */
  readonly terminal: { readonly stationId: string; readonly scaleId: string } | undefined;
  /** Whether the scale's verification covers the moment of the weighing. */
  readonly isScaleVerified: boolean;
  /** Whether the plot that the ticket names is one of the producer's; absent where it names none. */
  readonly isOwnPlot?: boolean;
  /** The number under which the same weighing stands already, with other leading zeros, unless it is said to be another. */
  readonly twinNumber?: string;
  /** Limits that were published for weighings; the first one holds beside them. */
  readonly limits?: LimitFacts['limits'];
}
export type WeighInDelivery = Command<'WeighInDelivery', WeighTicket> & { readonly facts: IntakeFacts };

export type Grading = DeliveryGraded['data']['sample'] & { readonly grade: string };
export interface GradingFacts {
  readonly grades: readonly string[];
  readonly terms: ReductionTerms | undefined;
  readonly maxImpuritiesPpm: number;
  readonly maxMoisturePpm: number;
}
export type GradeDelivery = Command<'GradeDelivery', Grading> & {
  readonly facts: GradingFacts;
};
export type RefuseDelivery = Command<'RefuseDelivery', { reason: string }>;

/** Takes a delivery back, with the right weights where it is weighed anew on paper. */
export type ReverseDelivery = Command<
  'ReverseDelivery',
  { reason: string; correction?: { ticketNumber: string; grossGrams: number; tareGrams: number } }
> & {
  readonly facts: {
    readonly terms: ReductionTerms | undefined;
    /** Whether another delivery has the ticket number of the correction. */
    readonly isNumberTaken: boolean;
  } & Partial<LimitFacts>;
};

/** A second person puts the right quality sheet in the place of a wrong one. */
export type RegradeDelivery = Command<'RegradeDelivery', Grading & { reason: string }> & {
  readonly facts: GradingFacts & {
    /** Who gave the sheet that is wrong; undefined where a policy did, in the place of another delivery. */
    readonly gradedBy: string | undefined;
    /** A free number of the terminal for the delivery that stands in. */
    readonly ticketNumber: string;
    /** Whether the lot that the delivery says it is in is closed: what is in an open one is taken out of it. */
    readonly isLotClosed: boolean;
  };
};

/**
 * Payments upheld a quality dispute: the same as a regrading by whoever decided it; sent by a policy, which holds the facts.
 */
export type RegradeByDispute = Command<
  'RegradeByDispute',
  RegradeDelivery['data'] & { upheldBy: string; facts: RegradeDelivery['facts'] }
>;

/**
 * Opens the delivery that replaces a reversed one; sent by a policy. Its type is an older word, and stays: logs know the
 * command by it.
 */
export type OpenReplacement = Command<
  'StandIn',
  { weighed: DeliveryWeighedIn['data']; graded?: DeliveryGraded['data'] }
>;
export type TakeIntoLot = Command<
  'TakeIntoLot',
  { lotId: string; campaignId: string; productId: string; grade: string; stationId: string }
> & {
  /** Absent where nobody looked: the lot turns the delivery away. */
  readonly facts?: { readonly first: LotFirst | null };
};
/** The lot has turned the delivery away; sent by a policy. */
export type LeaveLot = Command<'LeaveLot', { lotId: string }>;

/** The field of a delivery's events that repeats its id. */
export type OwnDelivery = { readonly deliveryId: string };

export type DeliveryCommand =
  | WeighInDelivery
  | GradeDelivery
  | RefuseDelivery
  | ReverseDelivery
  | RegradeDelivery
  | RegradeByDispute
  | OpenReplacement
  | TakeIntoLot
  | LeaveLot
  | ConfirmProposal<OwnDelivery, ReverseDelivery['facts']>
  | RejectProposal<OwnDelivery>;

export interface DeliveryState {
  readonly weighed?: DeliveryWeighedIn['data'];
  readonly graded?: DeliveryGraded['data'];
  readonly refusedFor?: string;
  readonly reversed?: DeliveryReversed['data'];
  readonly lotId?: string;
  /** Lots that it has left because they were closed, the last one last. */
  readonly closedLots?: readonly string[];
  /** Weights that were above their limit. */
  readonly proposals: Proposals;
}
