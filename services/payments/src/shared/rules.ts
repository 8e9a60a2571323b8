import { applyDecorators } from '@nestjs/common';
import { IsInt, IsISO8601, Matches, Max, Min } from 'class-validator';

const ID = /^[A-Za-z0-9_-]{1,60}$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

/** The most that one amount may be: 10 thousand million dirhams. */
export const HIGHEST_CENTIMES = 1_000_000_000_000;
export const ONE_PPM = 1_000_000;

export const IsId = (): PropertyDecorator =>
  Matches(ID, { message: '$property takes letters, digits, - and _ only, at most 60 of them' });

/** A date that exists, `2026-10-01`. */
export const IsBusinessDate = (): PropertyDecorator =>
  applyDecorators(
    Matches(DATE, { message: '$property takes a date like 2026-10-01' }),
    IsISO8601({ strict: true }, { message: '$property takes a date that exists' }),
  );

/** A positive amount in centimes. */
export const IsAmount = (): PropertyDecorator => applyDecorators(IsInt(), Min(1), Max(HIGHEST_CENTIMES));

/** A share from 0 to 100 % in ppm. */
export const IsShare = (): PropertyDecorator => applyDecorators(IsInt(), Min(0), Max(ONE_PPM));
