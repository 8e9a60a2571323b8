import { defineAggregate } from '@oce/event-sourcing';
import type { DeliveryCommand, DeliveryState } from './delivery.commands';
import { deliveryEvents } from './delivery.events';
import { grade, refuse } from './grade';
import { leaveLot, takeIntoLot } from './lot-membership';
import { regrade, regradeByDispute } from './regrade';
import { openReplacement, reverse } from './reverse';
import { weighIn } from './weigh-in';

/** One weigh ticket and what becomes of it. */
export const deliveryAggregate = defineAggregate<DeliveryState, DeliveryCommand, typeof deliveryEvents>(
  deliveryEvents,
  {
    initial: {},

    decide: {
      WeighInDelivery: weighIn,
      GradeDelivery: grade,
      RefuseDelivery: refuse,
      ReverseDelivery: reverse,
      RegradeDelivery: regrade,
      RegradeByDispute: regradeByDispute,
      StandIn: openReplacement,
      TakeIntoLot: takeIntoLot,
      LeaveLot: leaveLot,
    },

    evolve: {
      DeliveryWeighedIn: (state, { data }) => ({ ...state, weighed: data }),
      DeliveryGraded: (state, { data }) => ({ ...state, graded: data }),
      DeliveryRefused: (state, { data }) => ({ ...state, refusedFor: data.reason }),
      DeliveryReversed: (state, { data }) => ({ ...state, reversed: data }),
      DeliveryTakenIntoLot: (state, { data }) => ({ ...state, lotId: data.lotId }),
      DeliveryLeftLot: ({ lotId: _left, ...state }, { data }) => ({
        ...state,
        closedLots: [...(state.closedLots ?? []), data.lotId],
      }),
    },
  },
);
