import { defineAggregate, unknownCommand, unknownEvent } from '@oce/event-sourcing';
import type { DeliveryCommand } from './delivery.commands';
import { deliveryEvents } from './delivery.events';
import type { DeliveryState } from './delivery.state';
import { grade, refuse, takeIntoLot } from './grade';
import { reverse, standIn } from './reverse';
import { weighIn } from './weigh-in';

/** One weigh ticket and what becomes of it. */
export const deliveryAggregate = defineAggregate<DeliveryState, DeliveryCommand, typeof deliveryEvents>(
  deliveryEvents,
  {
    initial: {},

    decide(command, state) {
      switch (command.type) {
        case 'WeighInDelivery':
          return weighIn(command, state);
        case 'GradeDelivery':
          return grade(command, state);
        case 'RefuseDelivery':
          return refuse(command, state);
        case 'ReverseDelivery':
          return reverse(command, state);
        case 'StandIn':
          return standIn(command, state);
        case 'TakeIntoLot':
          return takeIntoLot(command, state);
        default:
          return unknownCommand(command);
      }
    },

    evolve(state, event) {
      switch (event.type) {
        case 'DeliveryWeighedIn':
          return { ...state, weighed: event.data };
        case 'DeliveryGraded':
          return { ...state, graded: event.data };
        case 'DeliveryRefused':
          return { ...state, refusedFor: event.data.reason };
        case 'DeliveryReversed':
          return { ...state, reversed: event.data };
        case 'DeliveryTakenIntoLot':
          return { ...state, lotId: event.data.lotId };
        default:
          return unknownEvent(event);
      }
    },
  },
);
