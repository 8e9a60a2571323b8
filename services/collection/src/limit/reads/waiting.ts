import { waitingFrom } from '@oce/projections';
import { deliveryEvents } from '../../delivery/domain/delivery.events';
import { limitsEvents } from '../domain/limits';

/** What waits for a second person, and what did? */
export const waitingProjection = waitingFrom(deliveryEvents, limitsEvents);
