import { Controller } from '@nestjs/common';
import { fields, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import type { HolidayDecreed } from '../domain/holiday';
import { holidaysProjection } from './holidays';

const shown = fields<HolidayDecreed['data']>()('day', 'name', 'decree');

/** Reads the feasts that were decreed. */
@Scopes('payments:read')
@Controller('payments/holidays')
export class HolidaysQueryController extends readsOf(holidaysProjection, 'holiday', shown, PageQuery) {}
