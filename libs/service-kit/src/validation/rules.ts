import { applyDecorators } from '@nestjs/common';
import {
  businessDate,
  CLOCK_TOLERANCE_MS,
  daysExpected,
  expectedInWords,
  isDayExpected,
  ONE_PPM,
  startOfBusinessDate,
  type DayKind,
} from '@oce/quantities';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
} from 'class-validator';

/** The edge's rules for what stands in many bodies and queries. */

interface Each {
  readonly each?: boolean;
}

const ID = /^[A-Za-z0-9_-]{1,60}$/;
const DERIVED_ID = /^[A-Za-z0-9_-]{1,128}$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
const KEY = /^[A-Za-z0-9_|-]{1,200}$/;
const PLACE = /^\d{1,9}$/;
const PAGED_PLACE = /^\d{1,9}-\d{1,9}$/;
const NEXT_OF_A_PAGE = { message: '$property takes the `next` of the page before' };

/** The most that one amount may be: 10 thousand million dirhams. */
export const HIGHEST_CENTIMES = 1_000_000_000_000;

const takes = (what: string, { each = false }: Each) => ({
  each,
  message: `${each ? 'each of ' : ''}$property takes ${what}`,
});

/** Whether a value may be an id that the office gives. */
export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/** An id that the office gives. Rule `matches`. */
export const IsId = (options: Each = {}): PropertyDecorator =>
  Matches(ID, takes('letters, digits, - and _ only, at most 60 of them', options));

/** An id that is put together from others, as a delivery's: whatever may be an aggregate's id. Rule `matches`. */
export const IsDerivedId = (options: Each = {}): PropertyDecorator =>
  Matches(DERIVED_ID, takes('letters, digits, - and _ only, at most 128 of them', options));

const today = (): string => businessDate(new Date().toISOString());

/**
 * A day of the calendar, `2026-10-01`, where days of its kind are expected. Rules `matches` for its form, `is_iso8601` for
 * a day that there is, `day_expected` for one that is neither of another age nor still to come where it may not be.
 */
export const IsBusinessDate = (kind: DayKind = 'validity'): PropertyDecorator =>
  applyDecorators(
    Matches(DATE, { message: '$property takes a date like 2026-10-01' }),
    IsISO8601({ strict: true }, { message: '$property takes a date that exists' }),
    ValidateBy(
      {
        name: 'dayExpected',
        validator: {
          validate: (day) => typeof day !== 'string' || !DATE.test(day) || isDayExpected(kind, day, today()),
        },
      },
      { message: () => `$property takes ${expectedInWords(kind, today())}` },
    ),
  );

/** Whether there is a day and a time of day: `Date` makes one of the next day or month of it where there is none. */
const isReal = (instant: unknown): boolean =>
  typeof instant === 'string' && new Date(instant).getUTCDate() === Number(instant.slice(8, 10));

/**
 * An instant in UTC, `2026-10-01T08:00:00Z`, to the millisecond at most. Rules `matches` for its form, `is_iso8601` for a
 * moment that there is; not by the library's rule, for each ticket has one, and it takes five times as long.
 */
export const IsInstant = (): PropertyDecorator =>
  applyDecorators(
    Matches(INSTANT, { message: '$property takes an instant in UTC like 2026-10-01T08:00:00Z' }),
    ValidateBy(
      { name: 'isIso8601', validator: { validate: isReal } },
      { message: '$property must be a valid ISO 8601 date string' },
    ),
  );

/** Until when an hour's tickets may be weighed at the earliest: the calendar is not asked for each. */
const earliest = { at: '', hour: '' };

/** Whether a weighing lies neither ahead of the clock nor in another age. */
function isWeighing(instant: unknown): boolean {
  const now = Date.now();
  const latest = new Date(now + CLOCK_TOLERANCE_MS).toISOString();
  const hour = latest.slice(0, 13);
  if (earliest.hour !== hour) {
    earliest.at = startOfBusinessDate(daysExpected('weighing', businessDate(latest)).first);
    earliest.hour = hour;
  }
  return typeof instant !== 'string' || (earliest.at <= instant && instant <= latest);
}

/** An instant at which something was weighed, now at the latest. Rules as of an instant, and `day_expected`. */
export const IsWeighingInstant = (): PropertyDecorator =>
  applyDecorators(
    IsInstant(),
    ValidateBy(
      { name: 'dayExpected', validator: { validate: isWeighing } },
      { message: () => `$property takes a moment of ${expectedInWords('weighing', today())}` },
    ),
  );

/** An amount in whole centimes, from 1 or the lowest that is given. Rules `is_int`, `min`, `max`. */
export const IsAmount = (lowestCentimes = 1): PropertyDecorator =>
  applyDecorators(IsInt(), Min(lowestCentimes), Max(HIGHEST_CENTIMES));

/** A share in parts per million, from 0 to 100 %. Rules `is_int`, `min`, `max`. */
export const IsShare = (): PropertyDecorator => applyDecorators(IsInt(), Min(0), Max(ONE_PPM));

/** Why something was done, for whoever looks back: 3 to 300 characters. Rules `is_string`, `is_length`. */
export const IsReason = (): PropertyDecorator => applyDecorators(IsString(), Length(3, 300));

/** A list of one to so many. Rules `is_array`, `array_min_size`, `array_max_size`. */
export const IsFilledList = (most: number): PropertyDecorator =>
  applyDecorators(IsArray(), ArrayMinSize(1), ArrayMaxSize(most));

/** How many a page of a list may have, a query's text made a number. Rules `is_int`, `min`, `max`. */
export const IsPageLimit = (most: number): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    IsInt(),
    Min(1),
    Max(most),
    Type(() => Number),
  );

/** The cursor of a list in the order of its keys: the last key of the page before. Rule `matches`. */
export const IsKeyCursor = (): PropertyDecorator =>
  applyDecorators(IsOptional(), Matches(KEY, NEXT_OF_A_PAGE));

/** The cursor of a list in another order: how many were before. Rule `matches`. */
export const IsPlaceCursor = (): PropertyDecorator =>
  applyDecorators(IsOptional(), Matches(PLACE, NEXT_OF_A_PAGE));

/** The cursor of a list that is kept by the page: a page, and how many of it are left. Rule `matches`. */
export const IsPagedCursor = (): PropertyDecorator =>
  applyDecorators(IsOptional(), Matches(PAGED_PLACE, NEXT_OF_A_PAGE));

/** A page of a list in the order of its keys. */
export class PageQuery {
  @IsPageLimit(500) limit: number = 100;
  /** `next` of the page before. */
  @IsKeyCursor() after?: string;
}
