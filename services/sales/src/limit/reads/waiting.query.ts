import { Controller } from '@nestjs/common';
import { readsOf, Scopes, shownWaiting, WaitingQuery } from '@oce/service-kit';
import { waitingProjection } from './waiting';

/** Reads what waits for a second person. */
@Scopes('sales:read')
@Controller('sales/waiting')
export class WaitingQueryController extends readsOf(
  waitingProjection,
  'matter',
  shownWaiting,
  WaitingQuery,
) {}
