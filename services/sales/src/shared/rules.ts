import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsISO8601, Matches } from 'class-validator';

/** The edge's rules for what stands in many bodies. */

const ID = /^[A-Za-z0-9_-]{1,60}$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const REFERENCE = /^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,59}$/u;

/** The most that one amount may be: 10 thousand million dirhams. */
export const HIGHEST_CENTIMES = 1_000_000_000_000;
/** The most that one weight may be: 100,000 tonnes. */
export const HEAVIEST_GRAMS = 100_000_000_000;

export const IsId = (): PropertyDecorator =>
  Matches(ID, { message: '$property takes letters, digits, - and _ only, at most 60 of them' });

/** A date that exists, `2026-10-01`. */
export const IsBusinessDate = (): PropertyDecorator =>
  applyDecorators(
    Matches(DATE, { message: '$property takes a date like 2026-10-01' }),
    IsISO8601({ strict: true }, { message: '$property takes a date that exists' }),
  );

/** A reference of others: of a bank, a buyer, a delivery note. */
export const IsReference = (): PropertyDecorator =>
  Matches(REFERENCE, {
    message: '$property takes letters, digits, spaces and . _ / - only, at most 60 of them',
  });

/** A list of 1 to 100 lines. */
export const IsLines = (): PropertyDecorator =>
  applyDecorators(IsArray(), ArrayMinSize(1), ArrayMaxSize(100));
