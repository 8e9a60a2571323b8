import { Controller } from '@nestjs/common';
import { fields, readsOf, Scopes } from '@oce/service-kit';
import { countersProjection, type CounterDocument } from './counters';

const shown = fields<CounterDocument>()('counterId', 'name', 'place', 'status', 'since');

/** Reads the counters at which members are paid in cash. */
@Scopes('payments:read')
@Controller('payments/counters')
export class CountersQueryController extends readsOf(countersProjection, 'counter', shown) {}
