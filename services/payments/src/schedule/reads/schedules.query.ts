import { Controller, Get, Query } from '@nestjs/common';
import {
  fields,
  InjectProjection,
  MinPosition,
  PageQuery,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import type { PublishedSchedule } from '../domain/schedules-in-force';
import { schedulesProjection } from './schedules';

type Prices = Extract<PublishedSchedule, { kind: 'price' }>;
type Purchases = Extract<PublishedSchedule, { kind: 'purchase' }>;
type Deductions = Extract<PublishedSchedule, { kind: 'deduction' }>;
type Charges = Extract<PublishedSchedule, { kind: 'charge' }>;

const shownPrices = fields<Prices>()(
  'kind',
  'version',
  'campaignId',
  'productId',
  'validFrom',
  'advancePpm',
  'grades',
  'publishedAt',
);
const shownPurchases = fields<Purchases>()(
  'kind',
  'version',
  'productId',
  'validFrom',
  'grades',
  'publishedAt',
);
const shownDeductions = fields<Deductions>()(
  'kind',
  'version',
  'validFrom',
  'capsPpm',
  'floorPpm',
  'publishedAt',
);
const shownCharges = fields<Charges>()('kind', 'version', 'validFrom', 'kinds', 'publishedAt');

function shown(schedule: PublishedSchedule) {
  switch (schedule.kind) {
    case 'price':
      return shownPrices(schedule);
    case 'purchase':
      return shownPurchases(schedule);
    case 'deduction':
      return shownDeductions(schedule);
    case 'charge':
      return shownCharges(schedule);
  }
}

/** Reads the versions of prices, deductions and kinds of charges. */
@Scopes('payments:read')
@Controller('payments/schedules')
export class SchedulesQueryController {
  constructor(
    @InjectProjection(schedulesProjection) private readonly schedules: ProjectionView<PublishedSchedule>,
  ) {}

  @Get()
  async list(@Query() { limit, after }: PageQuery, @MinPosition() position: LogPosition) {
    return (await this.schedules.at(position)).list({}, { limit, after }, shown);
  }
}
