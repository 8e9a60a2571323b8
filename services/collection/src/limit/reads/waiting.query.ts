import { Controller } from '@nestjs/common';
import { readsOf, Scopes, shownWaiting, WaitingQuery } from '@oce/service-kit';
import { waitingProjection } from './waiting';

/** Reads what waits for a second person. */
@Scopes('collection:read')
@Controller('collection/waiting')
export class WaitingQueryController extends readsOf(
  waitingProjection,
  'matter',
  shownWaiting,
  WaitingQuery,
) {}
