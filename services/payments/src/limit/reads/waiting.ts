import { waitingFrom } from '@oce/projections';
import { accountEvents } from '../../account/domain/account.events';
import { poolEvents } from '../../pool/domain/pool.events';
import { scheduleEvents } from '../../schedule/domain/schedule.events';
import { limitsEvents } from '../domain/limits';

/** What waits for a second person, and what did? */
export const waitingProjection = waitingFrom(accountEvents, poolEvents, scheduleEvents, limitsEvents);
