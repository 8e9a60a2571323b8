import { decideBy, defineAggregate, proposalsEvolved, withSecondPerson } from '@oce/event-sourcing';
import type { DeliveryCommand, DeliveryState, OwnDelivery } from './delivery.commands';
import { deliveryEvents, type DeliveryEvent } from './delivery.events';
import { grade, refuse } from './grade';
import { leaveLot, takeIntoLot } from './lot-membership';
import { regrade, regradeByDispute } from './regrade';
import { openReplacement, reverse } from './reverse';
import { weighIn } from './weigh-in';
import { limitOfReversal } from './weight-limit';

type DirectCommand = Exclude<DeliveryCommand, { type: 'ConfirmProposal' | 'RejectProposal' }>;

const decideDirect = decideBy<DeliveryState, DirectCommand, DeliveryEvent>({
  WeighInDelivery: weighIn,
  GradeDelivery: grade,
  RefuseDelivery: refuse,
  ReverseDelivery: reverse,
  RegradeDelivery: regrade,
  RegradeByDispute: regradeByDispute,
  StandIn: openReplacement,
  TakeIntoLot: takeIntoLot,
  LeaveLot: leaveLot,
});

/** One weigh ticket and what becomes of it. */
export const deliveryAggregate = defineAggregate<DeliveryState, DeliveryCommand, typeof deliveryEvents>(
  deliveryEvents,
  {
    initial: { proposals: {} },

    decide: withSecondPerson<DeliveryState, DirectCommand, DeliveryEvent, OwnDelivery>({
      events: deliveryEvents,
      limitOf: limitOfReversal,
      decide: decideDirect,
    }),

    evolve: {
      DeliveryWeighedIn: (state, { data }) => ({ ...state, weighed: data }),
      DeliveryGraded: (state, { data }) => ({ ...state, graded: data }),
      DeliveryRefused: (state, { data }) => ({ ...state, refusedFor: data.reason }),
      DeliveryReversed: (state, { data }) => ({ ...state, reversed: data }),
      DeliveryTakenIntoLot: (state, { data }) => ({ ...state, lotId: data.lotId }),
      ...proposalsEvolved,
      DeliveryLeftLot: ({ lotId: _left, ...state }, { data }) => ({
        ...state,
        closedLots: [...(state.closedLots ?? []), data.lotId],
      }),
    },
  },
);
