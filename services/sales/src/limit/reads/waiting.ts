import { waitingFrom } from '@oce/projections';
import { contractEvents } from '../../contract/domain/contract';
import { limitsEvents } from '../domain/limits';

/** What waits for a second person, and what did? */
export const waitingProjection = waitingFrom(contractEvents, limitsEvents);
