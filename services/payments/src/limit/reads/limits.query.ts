import { Controller } from '@nestjs/common';
import type { Limit } from '@oce/event-sourcing';
import { fields, readsOf, Scopes } from '@oce/service-kit';
import { limitsProjection } from './limits';

const shown = fields<Limit>()('version', 'kind', 'validFrom', 'limit');

/** Reads the limits that were published. */
@Scopes('payments:read')
@Controller('payments/limits')
export class LimitsQueryController extends readsOf(limitsProjection, 'limit', shown) {}
